/// Programs that show the library in use.
module org.madaline.examples {
    requires org.madaline.datasets;

    // A layer that is saved with a model is made anew by reflection.
    exports org.madaline.examples;
}
