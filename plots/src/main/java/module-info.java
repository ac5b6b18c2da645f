/// Figures as SVG and PNG.
module org.madaline.plots {
    requires transitive java.desktop;

    exports org.madaline.plots;
}
