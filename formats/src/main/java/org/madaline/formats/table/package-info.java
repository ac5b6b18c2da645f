/// Tables in files of any kind.
package org.madaline.formats.table;
