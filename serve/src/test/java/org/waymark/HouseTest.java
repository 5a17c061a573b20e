package org.waymark;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// The borders between all rooms, of both jars.
class HouseTest {

  @Test
  void every_room_asks_only_whom_it_may() {
    ApplicationModules.of("org.waymark").verify();
  }
}
