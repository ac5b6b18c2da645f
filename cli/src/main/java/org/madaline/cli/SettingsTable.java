package org.madaline.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.madaline.formats.csv.RowLimit;
import org.madaline.runs.DescentSettings;
import org.madaline.runs.LinearSettings;
import org.madaline.runs.ModelChoice;
import org.madaline.runs.NetworkSettings;
import org.madaline.runs.PictureSettings;
import org.madaline.runs.TableReading;
import org.madaline.runs.Text;
import org.madaline.runs.TrainSettings;
import org.madaline.table.LabelKind;
import org.madaline.table.LabelScale;

/// The settings of a run for readers: named as the flags are, without what says nothing to these data and this model.
final class SettingsTable {
    /// The data sets of which no share is set aside for testing.
    private static final List<String> OWN_TEST_PART = List.of("mnist", "fashion-mnist");

    private final Map<String, String> table = new LinkedHashMap<>();

    private SettingsTable() {}

    /// @param pictures whether the data are pictures
    static Map<String, String> of(TrainSettings settings, boolean pictures) {
        var all = new SettingsTable();
        all.table.put("data", settings.data());
        settings.label().ifPresent(label -> {
            all.table.put("label", label);
            all.list("ignore", settings.ignore());
            all.reading(settings.table());
        });
        if (!OWN_TEST_PART.contains(settings.data())) {
            all.table.put("test", settings.split().testFile().orElse(number(settings.test())));
        }
        all.table.put("validation", settings.split().validationFile()
                .orElse(settings.foldsMembers() ? "by folds" : settings.validation() == 0 ? "none" : number(settings.validation())));
        all.given("group", settings.split().group());
        all.given("time", settings.split().time());
        all.given("weight", settings.weights().column());
        all.flag("balanced", settings.weights().balanced());
        all.positive("folds", settings.split().folds());
        if (pictures) {
            all.pictures(settings.pictures());
        }
        if (!settings.choice().takesPictures()) {
            all.list("basis", settings.basis());
        }
        all.table.put("model", settings.model());
        settings.network().ifPresent(network -> all.network(network, settings.choice()));
        settings.descent().ifPresent(descent -> {
            if (settings.choice() instanceof ModelChoice.OfTables(var kind) && kind == ModelChoice.OfTables.Kind.BEST) {
                // Each network has its own; epochs are those of all where they were said.
                all.positive("epochs", descent.epochs());
            } else {
                all.descent(descent);
            }
        });
        settings.linear().ifPresent(all::linear);
        all.table.put("seed", Long.toString(settings.seed()));
        return all.table;
    }

    private void reading(TableReading reading) {
        if (reading.task() != LabelKind.AUTO) {
            table.put("task", reading.task() == LabelKind.CLASSES ? "classify" : "regress");
        }
        if (reading.labelScale() != LabelScale.AUTO) {
            table.put("label scale", reading.labelScale().name().toLowerCase(Locale.ROOT));
        }
        if (!reading.quantiles().isEmpty()) {
            list("quantiles", reading.quantiles().stream().map(SettingsTable::number).toList());
        }
        if (!reading.types().isEmpty()) {
            list("types", reading.types().entrySet().stream().map(type -> type.getKey() + "=" + type.getValue()).toList());
        }
        if (!reading.missing().isEmpty()) {
            list("missing", reading.missing());
        }
        given("separator", reading.separator());
        given("quote", reading.quote());
        given("decimal", reading.decimal());
        given("thousands", reading.thousands());
        given("header", reading.header().map(SettingsTable::yes));
        given("encoding", reading.encoding());
        given("comment", reading.comment());
        flag("skip bad rows", reading.skipBadRows());
        if (!reading.rows().equals(TableReading.USUAL_ROWS)) {
            table.put("rows", reading.rows().equals(RowLimit.NONE) ? "all" : "at most " + Text.count(reading.rows().rows()));
        }
    }

    private void pictures(PictureSettings pictures) {
        if (pictures.size() > 0) {
            table.put("size", Integer.toString(pictures.size()));
        }
        list("augment", pictures.augment());
        list("test augment", pictures.testAugment());
        flag("strict", pictures.strict());
        pictures.weights().ifPresent(weights -> {
            table.put("weights", weights);
            list("freeze", pictures.freeze());
        });
    }

    /// @param choice of the architecture; widths and the like are those of an MLP
    private void network(NetworkSettings network, ModelChoice choice) {
        if (choice instanceof ModelChoice.OfTables(var kind) && kind == ModelChoice.OfTables.Kind.BEST) {
            table.put("networks", Integer.toString(network.members()));
        } else if (!choice.takesPictures()) {
            list("hidden", network.hidden());
            table.put("activation", network.activation());
            table.put("batch norm", yes(network.batchNorm()));
            list("dropout", network.dropout().stream().map(SettingsTable::number).toList());
            if (choice instanceof ModelChoice.OfTables) {
                table.put("members", Integer.toString(network.members()));
            }
        }
    }

    private void descent(DescentSettings descent) {
        table.put("epochs", Integer.toString(descent.epochs()));
        table.put("batch size", Integer.toString(descent.batchSize()));
        table.put("optimizer", descent.optimizer());
        table.put("lr", number(descent.lr()));
        if (List.of("sgd", "nesterov", "rmsprop").contains(descent.optimizer())) {
            table.put("momentum", number(descent.momentum()));
        }
        positive("weight decay", descent.weightDecay());
        table.put("schedule", descent.schedule());
        positive("label smoothing", descent.labelSmoothing());
        positive("clip norm", descent.clipNorm());
        positive("patience", descent.patience());
    }

    private void linear(LinearSettings linear) {
        positive("l1", linear.l1());
        table.put("l2", number(linear.l2()));
        flag("balanced", linear.balanced());
        table.put("solver", linear.solver());
        given("iterations", linear.iterations());
        given("tolerance", linear.tolerance().map(SettingsTable::number));
        given("lr", linear.lr().map(SettingsTable::number));
        given("epochs", linear.epochs());
        given("batch size", linear.batchSize());
    }

    private void list(String name, List<?> values) {
        table.put(name, values.isEmpty() ? "none" : String.join(", ", values.stream().map(String::valueOf).toList()));
    }

    private void given(String name, Optional<?> value) {
        value.ifPresent(v -> table.put(name, v.toString()));
    }

    /// What is off at 0 says something above it only.
    private void positive(String name, double value) {
        if (value > 0) {
            table.put(name, number(value));
        }
    }

    private void flag(String name, boolean value) {
        if (value) {
            table.put(name, "yes");
        }
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    /// All digits of the number, without an exponent where it is of a usual size: `0.0001`.
    private static String number(double value) {
        double size = Math.abs(value);
        return size != 0 && (size < 1e-6 || size >= 1e9)
                ? Double.toString(value)
                : new java.math.BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
