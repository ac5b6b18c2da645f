/// A program that uses Madaline.
module sample {
    requires org.madaline.all;
}
