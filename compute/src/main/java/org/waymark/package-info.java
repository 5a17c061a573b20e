/// Waymark: a district's files become figures that can be trusted.
package org.waymark;
