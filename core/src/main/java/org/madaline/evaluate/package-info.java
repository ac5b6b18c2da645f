/// Running a network over a data set: bringing examples into a plan, and judging what comes out. Shared by training,
/// which validates with it, and by models.
package org.madaline.evaluate;
