/// Tables in Apache Parquet: columns of numbers, texts and dates, without nested ones.
package org.madaline.formats.parquet;
