/// The one-page report of a training run: plain data in, one self-contained HTML file out.
package org.madaline.cli.report;
