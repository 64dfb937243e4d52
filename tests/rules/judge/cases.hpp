// Files before the judge, put together by the words of the tables.
#pragma once

#include <string>

#include "rules/judge/judge.hpp"

namespace pkgmap::rules::cases {

inline constexpr std::int64_t kIncarnation = 1000;
inline constexpr std::int64_t kSecond = 1'000'000'000;

/// As monit 5 shows it, and as our record has it.
Digests sum_of(const std::string& content);
Digests sums_of(const std::string& content);

/// `if failed checksum` of /opt/app/agent, of no package, monitored, noted in this incarnation,
/// with "good" in it and in monit.
FileFacts file();

// Each changes one thing; what it does not know is a failure of the test.

/// "good", "other", "missing", "unreadable", "too-large".
void stands(FileFacts& facts, const std::string& what);
/// "good", "present" (what stands there), "third", "hidden", "never".
void shows(FileFacts& facts, const std::string& what);
/// "nobody", "package" (shipped what stands there), "another" (shipped something else),
/// "unverified" (not signed, where that is required), "link" (to a packaged file), "ghost".
void owned_by(FileFacts& facts, JudgeTerms& terms, const std::string& who);
/// "carry", "no-include", "refuse", "accept".
JudgeTerms terms_of(const std::string& policy);

/// "changed alarm", "as-packaged new end reload", …
std::string text_of(const FileVerdict& verdict);

}  // namespace pkgmap::rules::cases
