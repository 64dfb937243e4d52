// The subjects of tests, such as `checksum` or `port`: which types of checks have a subject, how
// its test may begin, and which function reads it.
//
// The table in subject.cpp follows monit(1), SERVICE TESTS; each pair of check and test was tried
// with `monit -t`. To add a test, add its word to keyword.cpp and a row to the table. For the
// functions that read tests, the contract of parser.hpp holds.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/statements/parser.hpp"
#include "parsers/monitrc/words/keyword.hpp"

namespace pkgmap::monitrc {

/// How a test may begin; the values are bits.
enum TriggerBit : std::uint8_t {
  kFailed = 1,     ///< `if failed SUBJECT`
  kSucceeded = 2,  ///< `if succeeded SUBJECT`
  kChanged = 4,    ///< `if changed SUBJECT`
  kCompared = 8,   ///< `if SUBJECT`
  kNot = 16,       ///< `if not SUBJECT`
};

/// The form of `else` that may follow the action.
enum class Recovery : std::uint8_t {
  none,
  succeeded,  ///< `else if succeeded …`
  failed,     ///< `else if failed …`, of a test that is negated.
};

/// A test while it is read.
struct TestInProgress {
  Test test;
  CheckType type = CheckType::process;  ///< Of the check that has the test.
  std::uint8_t trigger = kCompared;     ///< The TriggerBit with which the test begins.
  Recovery recovery = Recovery::succeeded;
};

/// A row of the table.
struct Subject {
  Keyword keyword = Keyword::none;
  TestKind kind = TestKind::other;
  std::uint16_t types = 0;    ///< A bit for each CheckType.
  std::uint8_t triggers = 0;  ///< A bit for each TriggerBit.
  /// Reads from the subject's word on. Stops before the rate (`for 5 cycles`), or before `then`.
  bool (*read)(Parser&, TestInProgress&) = nullptr;

  bool is_of(CheckType type) const { return (types >> static_cast<unsigned>(type) & 1U) != 0; }
  bool takes(std::uint8_t trigger) const { return (triggers & trigger) != 0; }
};

/// Returns the subject that the word names in a check of the type `type`. If the word is a subject
/// only in checks of other types, returns such a subject; Subject::is_of() tells which case it is.
/// Returns null if the word is no subject at all.
const Subject* find_subject(const Token& word, CheckType type);

/// Returns the words that begin a subject or a trigger, as candidates for nearest_word().
std::span<const std::string_view> subject_words();

/// Reads `OP N [seconds|…]` of a test of uptime.
bool read_uptime_limit(Parser& parser, Test& test);

// The functions that read tests, by file.
bool read_checksum(Parser& parser, TestInProgress& now);  ///< file.cpp, as the next ones.
bool read_permission(Parser& parser, TestInProgress& now);
bool read_owner(Parser& parser, TestInProgress& now);
bool read_size(Parser& parser, TestInProgress& now);
bool read_timestamp(Parser& parser, TestInProgress& now);
bool read_hardlink(Parser& parser, TestInProgress& now);
bool read_exist(Parser& parser, TestInProgress& now);
bool read_content(Parser& parser, TestInProgress& now);
bool read_match(Parser& parser, TestInProgress& now);
bool read_space(Parser& parser, TestInProgress& now);  ///< space.cpp, as the next ones.
bool read_input_output(Parser& parser, TestInProgress& now);
bool read_service_time(Parser& parser, TestInProgress& now);
bool read_changed(Parser& parser, TestInProgress& now);  ///< process.cpp, as the next ones.
bool read_uptime(Parser& parser, TestInProgress& now);
bool read_status(Parser& parser, TestInProgress& now);
bool read_security(Parser& parser, TestInProgress& now);
bool read_filedescriptors(Parser& parser, TestInProgress& now);
bool read_total(Parser& parser, TestInProgress& now);
bool read_resources(Parser& parser, TestInProgress& now);  ///< resource.cpp
bool read_link(Parser& parser, TestInProgress& now);       ///< network.cpp, as the next ones.
bool read_saturation(Parser& parser, TestInProgress& now);
bool read_traffic(Parser& parser, TestInProgress& now);
bool read_port(Parser& parser, TestInProgress& now);  ///< connection.cpp, as the next ones.
bool read_url(Parser& parser, TestInProgress& now);
bool read_socket(Parser& parser, TestInProgress& now);
bool read_ping(Parser& parser, TestInProgress& now);

}  // namespace pkgmap::monitrc
