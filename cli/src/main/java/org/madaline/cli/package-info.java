/// The command line: one class per command, the terminal, and the files of a run.
package org.madaline.cli;
