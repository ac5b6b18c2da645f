/// One computation from a raw example to an answer with names: features, estimator, task and provenance in one object and
/// one file.
package org.madaline.pipeline;
