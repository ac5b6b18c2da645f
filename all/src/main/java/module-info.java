/// The whole library by one name. It holds nothing itself; the vector kernels are found where they are on the module path.
module org.madaline.all {
    requires transitive org.madaline.linear;
    requires transitive org.madaline.vision;
    requires transitive org.madaline.datasets;
}
