/// Learning rates that change in the course of training.
package org.madaline.schedule;
