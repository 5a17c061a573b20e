package org.waymark.generator;

/// Invented people's names, from many places; every pool is larger than a class.
final class Names {
  private static final String[] FIRST = words("""
      Ava Noah Emma Liam Mia Owen Lily Caleb Nora Wyatt Hazel Eli Grace Isaac Ruby Jonah Clara Levi Alice
      Jude Violet Miles Ivy Silas Stella Ezra Maeve Asher Piper Rowan June Felix Willa Hugo Esme Oscar Iris
      Theo Cora Simon Daisy Gavin Tessa Brody Paige Cole Molly Reid Fiona Grant Leah Blake Anna Drew Sadie
      Mateo Sofía Diego Camila Luis Valentina Javier Lucía Andrés Ximena Carlos Marisol Rafael Elena Joaquín
      Paloma Emilio Daniela Tomás Renata Gael Itzel Santiago Abril Iker Noemí Saúl Yaretzi Óscar Belén
      Malik Imani Darius Aaliyah Tyrone Nia Jamal Zuri Andre Kiara Marcus Ebony DeShawn Amara Terrence Keisha
      Kwame Abena Chidi Adaeze Tunde Folake Kofi Makena Jelani Safiya Desmond Latoya Isaiah Tiana Elijah Maya
      Wei Mei Jun Ling Hiro Yuki Kenji Sakura Minh Linh Tuan Thao Jin Soo Min Hana Arjun Priya Rohan Ananya
      Vikram Kavya Dev Meera Sanjay Divya Joon Eun Bao Trang Angelo Ligaya Paolo Tala Omar Layla Yusuf Fatima
      Karim Noor Samir Zahra Tariq Amina Reza Shirin Mari Ivan Katya Dmitri Oksana Pavel Zofia Lukas Ingrid
      Nils Freya Zoë André Chloé René Maëlle Aiyana Dakota Kai Leilani Keoni Malia Sione Tavita Winona Takoda
      """);
  private static final String[] GENERAL = words("""
      Abbott Ashby Bailey Barlow Beckett Bishop Blackwood Boone Brennan Calloway Carver Chandler Clarke Conway
      Cooper Crane Dalton Dawson Doyle Drake Eastman Ellison Farley Fletcher Foster Garner Gibson Goodwin
      Grady Hale Hanley Harmon Hayes Holloway Hudson Ingram Jarvis Keane Kendall Lambert Langley Lawson Logan
      Maddox Marlow Mercer Merritt Monroe Nash Norwood Oakley Osborne Parrish Pearce Prescott Quinn Ramsey
      Redmond Rhodes Sawyer Sheffield Sinclair Slater Stanton Sutton Thatcher Tillman Underwood Vance Wallace
      Warner Webster Whitaker Winslow Yates York Kowalski Novak Petrov Lindqvist Haugen Müller Schäfer O'Brien
      O'Malley D'Angelo Rossi Moretti Papadakis Dubois Lefèvre Nowicki Horvat Kovač Bergström Van\u00A0Doren
      """);
  private static final String[] SPANISH = words("""
      Acosta Aguilar Alvarado Álvarez Arroyo Ávila Barrera Beltrán Cabrera Calderón Campos Cárdenas Castillo
      Cervantes Contreras Córdova Delgado Domínguez Espinoza Fuentes Gallegos Guerrero Guzmán Herrera Ibarra
      Jiménez Lozano Maldonado Marín Mejía Méndez Montoya Morales Navarro Núñez Ochoa Orozco Pacheco Padilla
      Paredes Peña Quintero Ramírez Rentería Ríos Rosales Salazar Sandoval Solís Sepúlveda Trejo Trujillo
      Valdez Valencia Vargas Velasco Villarreal Zamora Zúñiga Zavala
      """);
  private static final String[] BLACK = words("""
      Addison Ambrose Baptiste Booker Bolden Broadnax Caldwell Chambers Cofield Dorsey Dupree Eubanks Fields
      Gaines Garrison Hairston Hampton Hargrove Jeffries Joyner Lacey Ledbetter Mayfield McCray Mosley Odom
      Peoples Pettway Rawls Rucker Sampson Satterfield Simms Spivey Stallworth Tolliver Tubbs Vaughn Womack
      Okafor Adeyemi Boateng Mensah Diallo Okonkwo Tesfaye Abebe Mwangi Kamau Nwosu Owusu Traoré Ndiaye
      """);
  private static final String[] ASIAN = words("""
      Bui Chau Cheng Cho Choi Chowdhury Dang Desai Dinh Dizon Fong Gupta Hoang Huang Hwang Inoue Iyer Jung
      Kang Kapoor Khatri Kwon Lam Lau Liang Lim Malhotra Manalo Mehta Menon Mori Nakamura Ngo Ocampo Park
      Pham Pillai Rao Reyes-Lim Saito Santos-Go Sato Sharma Shin Song Suzuki Takeda Tan Tran Truong Vang Vo
      Watanabe Xiong Yamada Yoon Zhao Zhou
      """);
  private static final String[] OTHER = words("""
      Begay Benally Tsosie Yazzie Nez Whitehorse Redfeather Lonewolf Kahale Kealoha Makoa Faleolo Tuiasosopo
      Haddad Mansour Nassar Khoury Aziz Rahimi Karimi Hosseini Demir Yilmaz Petrosyan Sarkisian Dhillon Sandhu
      """);

  private Names() {}

  private static String[] words(String text) {
    return text.strip().split("\\s+");
  }

  static String first(Dice dice) {
    return FIRST[dice.below(FIRST.length)];
  }

  /// A family's name. Pools lean towards the family's origin and never follow it strictly.
  static String last(Dice dice, Race race) {
    String[] pool = dice.chance(0.2)
        ? GENERAL
        : switch (race) {
          case HISPANIC -> SPANISH;
          case BLACK -> BLACK;
          case ASIAN -> ASIAN;
          case AMERICAN_INDIAN, PACIFIC_ISLANDER -> OTHER;
          case WHITE, TWO_OR_MORE -> dice.chance(0.1) ? OTHER : GENERAL;
        };
    String name = pool[dice.below(pool.length)].replace('\u00A0', ' ');
    if (dice.chance(0.12)) {
      String[] other = dice.chance(0.5) ? GENERAL : SPANISH;
      String second = other[dice.below(other.length)].replace('\u00A0', ' ');
      return second.equals(name) ? name : name + "-" + second;
    }
    return name;
  }

  /// First and last name of an educator; no two of the first hundred thousand are the same.
  static String[] educator(long seed, int index) {
    int pairs = FIRST.length * GENERAL.length;
    int pools = 3;
    long place = (index * 48_271L + Math.floorMod(seed, 10_007L)) % ((long) pairs * pools);
    String first = FIRST[(int) (place % FIRST.length)];
    long rest = place / FIRST.length;
    String last = GENERAL[(int) (rest % GENERAL.length)].replace('\u00A0', ' ');
    int pool = (int) (rest / GENERAL.length);
    if (pool == 0) {
      return new String[] {first, last};
    }
    String[] other = pool == 1 ? SPANISH : BLACK;
    return new String[] {first, other[(int) (rest % other.length)] + " " + last};
  }
}
