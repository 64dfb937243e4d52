#include "tests/fuzz/policies.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "rules/policy/policy_reader.hpp"
#include "tests/fuzz/promise.hpp"

namespace pkgmap::fuzz {

void policy(std::string_view text) {
  Sources sources;
  std::vector<Diagnostic> diagnostics;
  const std::uint32_t source = sources.add("/etc/monit-pkgmap/policy.yaml", std::string(text));
  rules::PolicyReader reader(sources, diagnostics);
  reader.read(source);
  const rules::Policy policy = reader.finish();
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  for (const rules::PolicyRule& rule : policy.rules) {
    promise(rule.line >= 1 && rule.line <= lines, "a rule beyond its text");
    rule.speaks_of_check("nginx");
    rule.speaks_of_package("nginx");
  }
  std::size_t size = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.span) {
      promise(diagnostic.span->begin <= diagnostic.span->end && diagnostic.span->end <= text.size(),
              "a span beyond its text");
    }
    size += render(diagnostic, sources).size();
  }
  promise(size < 4U << 20U, "messages of more than 4 MiB");
}

}  // namespace pkgmap::fuzz
