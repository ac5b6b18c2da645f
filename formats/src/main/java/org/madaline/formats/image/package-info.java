/// Pictures: reading, resizing, the steps before a network, writing.
package org.madaline.formats.image;
