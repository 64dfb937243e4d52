// Every call that the state directory and the journal make of the C library fails once, with every
// error that it may have, and the process dies before and after each call that changes the disk. A
// record is then the one before or the one after, never a mixture, and the next write succeeds.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/history.hpp"
#include "engine/journal/journal.hpp"
#include "engine/system/files/state_directory.hpp"
#include "tests/faults/every_call.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using faults::Effect;
using test::every_call;
using test::every_death;
using test::expect_reason;
using test::kErrors;

const std::string kId = "1111111111111111";

// The longer one has a text that needs more room than the shorter one.
SessionRecord record_of(std::size_t checks) {
  SessionRecord record;
  record.id = kId;
  record.state = SessionState::suspended;
  record.guard_pid = 4711;
  for (std::size_t i = 0; i < checks; ++i) {
    SuspendedCheck check;
    check.name = "check " + std::to_string(i);
    record.checks.push_back(std::move(check));
  }
  return record;
}

// A state directory for one try.
class Place {
 public:
  std::string path() const { return temporary_.file("state"); }
  Journal journal() const { return Journal::open(path()).value(); }
  Journal journal_with(const SessionRecord& record) const {
    Journal journal = this->journal();
    EXPECT_TRUE(journal.save(record).ok());
    return journal;
  }

 private:
  test::TemporaryDirectory temporary_;
};

// The number of checks in the record; -1: there is no session; -2: the journal calls it damaged.
int checks_in(const std::string& path) {
  const auto all = read_sessions(path);
  EXPECT_TRUE(all.ok()) << all.error().message;
  if (!all || !all->damaged.empty()) return -2;
  return all->sessions.empty() ? -1 : static_cast<int>(all->sessions[0].checks.size());
}

void can_save_again(const Place& place) {
  const auto saved = place.journal().save(record_of(2));
  EXPECT_TRUE(saved.ok()) << saved.error().message;
  EXPECT_EQ(checks_in(place.path()), 2);
}

struct Size {
  int before;  ///< How many checks the record has; 0: there is no record.
  int after;
};

class JournalSaves : public testing::TestWithParam<Size> {
 protected:
  static Journal prepare(const Place& place) {
    if (GetParam().before == 0) return place.journal();
    return place.journal_with(record_of(static_cast<std::size_t>(GetParam().before)));
  }
  static Done save(const Journal& journal) {
    return journal.save(record_of(static_cast<std::size_t>(GetParam().after)));
  }
  static void is_before_or_after(const Place& place) {
    const int before = GetParam().before == 0 ? -1 : GetParam().before;
    EXPECT_THAT(checks_in(place.path()), testing::AnyOf(before, GetParam().after));
  }
};

TEST_P(JournalSaves, LeaveTheRecordBeforeOrTheOneAfter) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const test::Try& one) {
      const Place place;
      const Journal journal = prepare(place);
      const Done saved = one.with_fault([&] { return save(journal); });
      if (saved) {
        EXPECT_EQ(checks_in(place.path()), GetParam().after);
      }
      expect_reason(saved, effect);
      is_before_or_after(place);
      can_save_again(place);
    });
  }
}

TEST_P(JournalSaves, LeaveTheRecordBeforeOrTheOneAfterADeath) {
  every_death([&](const test::Try& one) {
    const Place place;
    const Journal journal = prepare(place);
    one.dies([&] { static_cast<void>(save(journal)); });
    is_before_or_after(place);
    can_save_again(place);
  });
}

INSTANTIATE_TEST_SUITE_P(Sizes, JournalSaves,
                         testing::Values(Size{0, 1}, Size{1, 1}, Size{1, 400}, Size{400, 1}));

// Over are sessions that have ended, and those that wait for their recheck.
void is_there_or_over(const Place& place) {
  EXPECT_THAT(checks_in(place.path()), testing::AnyOf(3, -1));
  const Journal journal = place.journal();
  EXPECT_NE(journal.has(kId), journal.is_over(kId));
}

class JournalEnds : public testing::TestWithParam<bool> {
 protected:
  static SessionRecord ending() {
    SessionRecord record = record_of(3);
    record.unverified = GetParam();
    return record;
  }
};

TEST_P(JournalEnds, LeaveASessionOrItsEnd) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const test::Try& one) {
      const Place place;
      const Journal journal = place.journal_with(ending());
      EXPECT_TRUE(journal.mark_transaction_ended(kId).ok());
      const Done ended = one.with_fault([&] { return journal.end(ending()); });
      if (ended) {
        EXPECT_FALSE(journal.has(kId)) << "it says that the session has ended";
      }
      expect_reason(ended, effect);
      is_there_or_over(place);
    });
  }
}

TEST_P(JournalEnds, LeaveASessionOrItsEndAfterADeath) {
  every_death([&](const test::Try& one) {
    const Place place;
    const Journal journal = place.journal_with(ending());
    one.dies([&] { static_cast<void>(journal.end(ending())); });
    is_there_or_over(place);
  });
}

INSTANTIATE_TEST_SUITE_P(Unverified, JournalEnds, testing::Bool());

// A look that fails must say so: a session that nobody sees is a session that nobody resumes.
TEST(JournalReads, EveryRecordOrSaysThatItCannot) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const test::Try& one) {
      const Place place;
      const Journal before = place.journal_with(record_of(2));
      EXPECT_TRUE(before.save(record_of(3)).ok());
      const auto all = one.with_fault([&] { return read_sessions(place.path()); });
      expect_reason(all, effect);
      if (!all) return;
      ASSERT_EQ(all->sessions.size() + all->damaged.size(), 1U) << "a session is missing";
      if (all->damaged.empty()) {
        EXPECT_GE(all->sessions[0].checks.size(), 2U);
      }
    });
  }
}

TEST(JournalReads, OneRecordOrSaysThatItCannot) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const test::Try& one) {
      const Place place;
      const Journal journal = place.journal_with(record_of(2));
      const auto record = one.with_fault([&] { return journal.load(kId); });
      if (record) {
        EXPECT_EQ(record->checks.size(), 2U);
      }
      if (!record) {
        EXPECT_NE(record.error().code, ErrorCode::usage) << record.error().message;
      }
    });
  }
}

TEST(StateDirectoryOpens, OrSaysThatItCannot) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const test::Try& one) {
      const test::TemporaryDirectory temporary;
      const std::string path = temporary.file("a/b/state");
      const auto opened = one.with_fault([&] { return StateDirectory::open(path); });
      expect_reason(opened, effect);
      EXPECT_TRUE(StateDirectory::open(path).ok());
    });
  }
}

TEST(StateDirectoryLocks, OrSaysThatItCannot) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const test::Try& one) {
      const Place place;
      const Journal journal = place.journal();
      {
        const auto locked = one.with_fault([&] { return journal.try_lock(); });
        expect_reason(locked, effect);
        if (locked && *locked) {
          EXPECT_FALSE(*place.journal().try_lock()) << "two have the lock";
        }
      }
      EXPECT_TRUE(*place.journal().try_lock()) << "the lock outlives its holder";
    });
  }
}

std::string texts_of(const StateDirectory& state) {
  const auto text = state.read("text");
  const auto before = state.read("text.1");
  return (text ? *text : "none") + "," + (before ? *before : "none");
}

TEST(StateDirectoryWrites, AWholeTextOrTheOldOne) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const test::Try& one) {
      const Place place;
      const StateDirectory state = StateDirectory::open(place.path()).value();
      EXPECT_TRUE(state.write("text", "the old text").ok());
      const Done written = one.with_fault([&] { return state.write("text", "new"); });
      if (written) {
        EXPECT_EQ(state.read("text").value(), "new");
      }
      expect_reason(written, effect);
      EXPECT_THAT(state.read("text").value(), testing::AnyOf("the old text", "new"));
      EXPECT_TRUE(state.write("text", "newer").ok());
    });
  }
}

// A line that was cut off is not a line for whoever reads the history.
TEST(StateDirectoryAppends, WithoutHarmToTheLinesBefore) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const test::Try& one) {
      const Place place;
      const StateDirectory state = StateDirectory::open(place.path()).value();
      EXPECT_TRUE(state.append("text", "first", 12).ok());
      EXPECT_TRUE(state.append("text", "next", 12).ok());
      const Done appended = one.with_fault([&] { return state.append("text", "third", 12); });
      expect_reason(appended, effect);
      if (appended) {
        EXPECT_EQ(texts_of(state), "third\n,first\nnext\n");
      }
      EXPECT_THAT(texts_of(state), testing::HasSubstr("first\nnext\n"));
      EXPECT_TRUE(state.append("text", "last", 100).ok());
      EXPECT_THAT(texts_of(state), testing::HasSubstr("last\n"));
    });
  }
}

TEST(StateDirectoryRemoves, OrSaysThatItCannot) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const test::Try& one) {
      const Place place;
      const StateDirectory state = StateDirectory::open(place.path()).value();
      EXPECT_TRUE(state.write("text", "text").ok());
      const Done removed = one.with_fault([&] { return state.remove("text"); });
      expect_reason(removed, effect);
      if (removed) {
        EXPECT_FALSE(state.has("text"));
      }
    });
  }
}

}  // namespace
}  // namespace pkgmap
