package org.madaline.table;

import java.util.Optional;

/// A table in parts that no row is in twice, all prepared as the training part says.
///
/// @param train      what a model is fitted to
/// @param validation what chooses between models; empty where nothing was set aside
/// @param test       what judges the model; empty where nothing was set aside
public record TableParts(TableData train, Optional<TableData> validation, Optional<TableData> test) {}
