/// Well-known data sets, each found where it lies already, fetched where not, and checked by its SHA-256.
package org.madaline.datasets;
