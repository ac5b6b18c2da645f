/// Checks of settings, shared by all packages of this module.
package org.madaline.check;
