/// Tables of comma-separated values, and what makes examples of their rows.
package org.madaline.formats.csv;
