/// Running a network over batches of examples: bringing them into a plan, and judging what comes out. Shared by training,
/// which validates with it, and by models.
package org.madaline.inference;
