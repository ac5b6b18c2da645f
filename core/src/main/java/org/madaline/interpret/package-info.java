/// Graphs evaluated from the definitions, in double precision: what compiled plans and gradients are checked against.
package org.madaline.interpret;
