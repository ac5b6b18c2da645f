/// What a network looks at: gradients, occlusion, class activation maps, feature maps and filters.
package org.madaline.explain;
