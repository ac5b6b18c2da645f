/// Programs that show the library in use. Each has a `main` and is run by a test.
package org.madaline.examples;
