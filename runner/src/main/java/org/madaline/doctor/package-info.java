/// The doctor: what is wrong, or may be, with data, settings and runs, in plain words with advice. The measurements are those
/// of `org.madaline.diagnose`; here they are judged. Prints nothing.
package org.madaline.doctor;
