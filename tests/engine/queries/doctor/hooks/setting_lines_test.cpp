// How lines and settings are found in the files of package managers.
#include "engine/queries/doctor/hooks/setting_lines.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

TEST(SettingLines, AreFoundByTheirBeginningAndAWord) {
  EXPECT_TRUE(some_line("a b\nc d\n", "c", "d"));
  EXPECT_TRUE(some_line("c d", "c", ""));
  EXPECT_FALSE(some_line("a c d\n", "c", ""));
  EXPECT_FALSE(some_line("c\nd\n", "c", "d"));
  EXPECT_FALSE(some_line("", "c", ""));
}

struct Row {
  const char* text;
  const char* value;
};

TEST(Setting, IsTheLastValueInTheMainSection) {
  for (const Row& row : {
           Row{"[main]\nenabled=0\n", "0"},
           Row{"[main]\nenabled = 0", "0"},
           Row{"[main]\nenabled\t=\t0 \r\n", "0"},
           Row{"[main]\nenabled=No\n", "no"},
           Row{"[main]\nenabled=0\nenabled=1\n", "1"},
           Row{"[main]\nenabled=1\n[other]\nenabled=0\n", "1"},
           Row{"[other]\nenabled=0\n[main]\n", ""},
           Row{"[main]\n#enabled=0\n", ""},
           Row{"[main]\n# enabled = 0\n;enabled=0\n", ""},
           Row{"[main]\nenabled=1\n#enabled=0\n", "1"},
           Row{"[main]\nother=1\n enabled=0\n", ""},
           Row{"[main]\nnot_enabled=0\nenabled_repos=0\n", ""},
           Row{"[main]\nenabled\n", ""},
           Row{"[main]\nenabled=\n", ""},
           Row{"enabled=0\n", ""},
           Row{"", ""},
       }) {
    EXPECT_EQ(setting(row.text, "enabled"), row.value) << row.text;
  }
}

TEST(Setting, IsOnOrOffInTheWordsOfDnfAndOtherwiseNeither) {
  for (const char* on : {"1", "yes", "true", "on"}) EXPECT_TRUE(is_on(on) && !is_off(on)) << on;
  for (const char* off : {"0", "no", "false", "off"}) {
    EXPECT_TRUE(is_off(off) && !is_on(off)) << off;
  }
  for (const char* other : {"", "00", "host-only", "0 1"}) {
    EXPECT_FALSE(is_on(other) || is_off(other)) << other;
  }
}

}  // namespace
}  // namespace pkgmap
