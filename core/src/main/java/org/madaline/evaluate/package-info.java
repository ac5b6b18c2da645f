/// What is known of a network on examples: its loss and figures on a data set, and whether its gradients are right.
package org.madaline.evaluate;
