// Tests name: similar names.
#include "rules/plan/evaluate.hpp"
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class Name : public EvidenceTable {};

TEST_P(Name, SaysSo) {
  expect(EvidenceKind::name);
}

const EvidenceRow kNameRows[] = {
    {"TheSameNameIsWeak",
     [](FactsBuilder& host) { return host.process("mysql_server", "/run/x.pid"); },
     {"/usr/sbin/mysqld"},
     "weak: the name of the check is similar to mysql-server"},
    {"ItsBeginningIsWeak",
     [](FactsBuilder& host) { return host.process("mysql", "/run/x.pid"); },
     {},
     "weak: the name of the check is similar to mysql-server"},
    {"TheNameOfItsDaemonIsWeak",
     [](FactsBuilder& host) { return host.process("MySQL.Serverd", "/run/x.pid"); },
     {},
     "weak: the name of the check is similar to mysql-server"},
    {"AVersionBehindTheNameIsWeak",
     [](FactsBuilder& host) { return host.process("mysql-server8", "/run/x.pid"); },
     {},
     "weak: the name of the check is similar to mysql-server"},
    {"ALetterBehindTheNameIsNothing",
     [](FactsBuilder& host) { return host.process("mysql-servers", "/run/x.pid"); },
     {},
     ""},
    {"ASignBehindTheNameIsNothing",
     [](FactsBuilder& host) { return host.process("mysql-server+", "/run/x.pid"); },
     {},
     ""},
    {"AFewLettersAreNothing",
     [](FactsBuilder& host) { return host.process("my", "/run/x.pid"); },
     {},
     ""},
    {"AnotherWordIsNothing",
     [](FactsBuilder& host) { return host.process("mysqlfoo", "/run/x.pid"); },
     {},
     ""},
    {"BesideAReasonItIsNotSaid",
     [](FactsBuilder& host) { return host.file("mysql-server", "/usr/sbin/mysqld"); },
     {"/usr/sbin/mysqld"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, Name, ::testing::ValuesIn(kNameRows), row_name);

TEST(NameAlone, NeverSuspendsWhateverTheThreshold) {
  FactsBuilder host;
  host.process("mysql-server", "/run/x.pid");
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  Policy policy;
  policy.threshold = Strength::weak;
  EXPECT_EQ(evaluate(host.facts(), policy).checks[0].decision, Decision::keep);
}

}  // namespace
}  // namespace pkgmap::rules
