// What a test can ask about, of which checks, and how: one row a subject.
//
// The rows are those of monit(1), SERVICE TESTS, each pair of check and test
// tried with monit -t. To add a test, add its word to keyword.cpp and a row.
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

/// Which `else` may follow the action.
enum class Recovery : std::uint8_t {
  none,
  succeeded,  ///< `else if succeeded …`
  failed,     ///< `else if failed …`: the test itself is the other way round.
};

/// A test while it is read.
struct TestInProgress {
  Test test;
  CheckType type = CheckType::process;
  std::uint8_t trigger = kCompared;
  Recovery recovery = Recovery::succeeded;
};

struct Subject {
  Keyword keyword = Keyword::none;
  TestKind kind = TestKind::other;
  std::uint16_t types = 0;    ///< A bit for each CheckType.
  std::uint8_t triggers = 0;  ///< TriggerBits.
  /// Reads from the subject's word on, up to the rate or `then`.
  bool (*read)(Parser&, TestInProgress&) = nullptr;

  bool is_of(CheckType type) const { return (types >> static_cast<unsigned>(type) & 1U) != 0; }
  bool takes(std::uint8_t trigger) const { return (triggers & trigger) != 0; }
};

/// The subject that the word means in a check of that type; when there is none, that of another
/// type. Null: the word is no subject.
const Subject* find_subject(const Token& word, CheckType type);

/// Words that begin a subject, and the triggers: what a misspelt one may have meant.
std::span<const std::string_view> subject_words();

/// `OP N [seconds|…]`
bool read_uptime_limit(Parser& parser, Test& test);

// The readers, by file.
bool read_checksum(Parser& parser, TestInProgress& now);  ///< test_file.cpp, as the next ones.
bool read_permission(Parser& parser, TestInProgress& now);
bool read_owner(Parser& parser, TestInProgress& now);
bool read_size(Parser& parser, TestInProgress& now);
bool read_timestamp(Parser& parser, TestInProgress& now);
bool read_hardlink(Parser& parser, TestInProgress& now);
bool read_exist(Parser& parser, TestInProgress& now);
bool read_content(Parser& parser, TestInProgress& now);
bool read_match(Parser& parser, TestInProgress& now);
bool read_space(Parser& parser, TestInProgress& now);  ///< test_space.cpp
bool read_input_output(Parser& parser, TestInProgress& now);
bool read_service_time(Parser& parser, TestInProgress& now);
bool read_changed(Parser& parser, TestInProgress& now);  ///< test_process.cpp
bool read_uptime(Parser& parser, TestInProgress& now);
bool read_status(Parser& parser, TestInProgress& now);
bool read_security(Parser& parser, TestInProgress& now);
bool read_filedescriptors(Parser& parser, TestInProgress& now);
bool read_total(Parser& parser, TestInProgress& now);
bool read_resources(Parser& parser, TestInProgress& now);  ///< test_resource.cpp
bool read_link(Parser& parser, TestInProgress& now);       ///< test_network.cpp
bool read_saturation(Parser& parser, TestInProgress& now);
bool read_traffic(Parser& parser, TestInProgress& now);
bool read_port(Parser& parser, TestInProgress& now);  ///< connection.cpp
bool read_url(Parser& parser, TestInProgress& now);
bool read_socket(Parser& parser, TestInProgress& now);
bool read_ping(Parser& parser, TestInProgress& now);

}  // namespace pkgmap::monitrc
