// Facts for the judge, made from the words that the tables of cases use.
#pragma once

#include <string>

#include "rules/judge/judge.hpp"

namespace pkgmap::rules::cases {

inline constexpr std::int64_t kIncarnation = 1000;
inline constexpr std::int64_t kSecond = 1'000'000'000;

/// Returns the digest of a content that monit 5 shows.
Digests sum_of(const std::string& content);
/// Returns the digests of a content that the content record has.
Digests sums_of(const std::string& content);

/// Returns the case that the functions below change: a monitored `if failed checksum` of
/// /opt/app/agent, which no package owns. The file, monit's baseline and the record, which is of
/// this incarnation, have the content "good".
FileFacts file();

// Each function changes one fact. A word that the function does not know fails the test.

/// The present content: "good", "other", "missing", "unreadable", "too-large".
void stands(FileFacts& facts, const std::string& what);
/// The baseline: "good", "present" (the present content), "third", "hidden", "never".
void shows(FileFacts& facts, const std::string& what);
/// The owner: "nobody", "package" (shipped the present content), "another" (shipped another
/// content), "unverified" (not signed, although that is required), "link" (a link leads to a
/// packaged file), "ghost".
void owned_by(FileFacts& facts, JudgeTerms& terms, const std::string& who);
/// The policy: "carry", "no-include" (carry, but no include matches), "refuse", "accept".
JudgeTerms terms_of(const std::string& policy);

/// Returns the verdict in the words of cells.txt: "changed alarm", "as-packaged new end reload", …
std::string text_of(const FileVerdict& verdict);

}  // namespace pkgmap::rules::cases
