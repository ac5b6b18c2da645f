/// What all file formats share: the error that names file and reason, and writing that survives a crash.
package org.madaline.formats;
