// Which files of a state directory this program calls its own, and may remove with it.
#include "engine/journal/own_texts.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

TEST(OwnTexts, AreThoseThatThisProgramWrites) {
  for (const char* name :
       {"announced.jsonl", "announced.jsonl.1", "contents", "drift", "history.jsonl",
        "history.jsonl.1", "last-reading.json", "lock", "packages", "packages.lock", "reload.lock",
        "requests", "0123456789abcdef.session", "0123456789abcdef.ended", "0123456789abcdef.over",
        "0123456789abcdef.guard", "0123456789abcdef.proof", "4711.beat"}) {
    EXPECT_TRUE(is_own_text(name)) << name;
  }
}

TEST(OwnTexts, AreNotThoseOfSomebodyElse) {
  for (const char* name :
       {"", ".", "notes", "history.jsonl.2", "lock.old", "short.session", "0123456789abcdef",
        "0123456789abcdef.text", "0123456789abcdef.session.bak", "0123456789ABCDEF.session",
        ".beat", "x1.beat", "47 11.beat", "4711.beat.bak", "4711.session"}) {
    EXPECT_FALSE(is_own_text(name)) << name;
  }
}

}  // namespace
}  // namespace pkgmap
