// Tables for the tests of evidence. A row describes a host with one check and one package, and the
// expected evidence of one kind.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "rules/evidence/evidence.hpp"
#include "tests/support/facts.hpp"

namespace pkgmap::test {

struct EvidenceRow {
  const char* name;
  rules::CheckFacts (*check)(FactsBuilder&);
  std::vector<std::string> files;  ///< Files of the package "mysql-server"; "/x/" is a directory.
  const char* found;               ///< "likely: claim; ground"; "" for no evidence of this kind.
};

inline std::ostream& operator<<(std::ostream& out, const EvidenceRow& row) {
  return out << row.name;
}

inline rules::PackageFacts package_of(const std::vector<std::string>& files) {
  rules::PackageFacts package;
  package.nevra = {"mysql-server", "", "1", "1", "x86_64"};
  for (std::string file : files) {
    const bool directory = file.ends_with('/');
    if (directory) file.pop_back();
    package.files.push_back({file, file, directory, false, false});
  }
  return package;
}

/// The evidence of this kind, one line each.
inline std::string said(rules::EvidenceKind kind, const rules::CheckFacts& check,
                        const rules::PackageFacts& package) {
  std::string text;
  for (const rules::Evidence& evidence : rules::evidence_for(check, package)) {
    if (evidence.kind != kind) continue;
    text += (text.empty() ? "" : "\n") + std::string(name_of(evidence.strength)) + ": " +
            evidence.detail();
  }
  return text;
}

class EvidenceTable : public ::testing::TestWithParam<EvidenceRow> {
 protected:
  void expect(rules::EvidenceKind kind) {
    FactsBuilder host;
    const rules::CheckFacts check = GetParam().check(host);
    EXPECT_EQ(said(kind, check, package_of(GetParam().files)), GetParam().found);
  }
};

inline rules::PathFact path(const std::string& text) {
  return {text, {text}};
}

inline rules::UnitFact unit(const std::string& name, const std::string& program = {},
                            const std::string& directory = "/usr/lib/systemd/system/") {
  rules::UnitFact fact{name, name, {directory + name}, {}};
  if (!program.empty()) fact.programs = {path(program)};
  return fact;
}

inline rules::ProcessFact process(const std::string& program, bool certain = true) {
  return {7, "its pidfile says 7", certain, {path(program)}, {}, {}};
}

inline std::string row_name(const ::testing::TestParamInfo<EvidenceRow>& row) {
  return row.param.name;
}

}  // namespace pkgmap::test
