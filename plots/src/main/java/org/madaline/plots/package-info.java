/// Figures for books and reports: [Figure] holds panels, of which [Axes] draws lines, points and surfaces,
/// [HeatMap] matrices, [ImageGrid] small pictures and [Diagram] networks. One drawing gives SVG and PNG; it
/// needs no fonts, no display and no library beyond the JDK, and looks the same on each machine.
package org.madaline.plots;
