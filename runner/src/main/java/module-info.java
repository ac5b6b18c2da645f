/// From settings to a trained pipeline in a folder. Prints nothing: what there is to see goes to listeners.
module org.madaline.runs {
    requires transitive org.madaline.linear;
    requires transitive org.madaline.vision;
    requires transitive org.madaline.datasets;

    exports org.madaline.doctor;
    exports org.madaline.runs;
}
