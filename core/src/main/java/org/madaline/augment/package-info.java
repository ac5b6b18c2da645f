/// Random changes of pictures that leave their classes as they are, so that a network sees more than there is.
package org.madaline.augment;
