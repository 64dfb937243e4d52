// Whether an update has reached the daemon of a check.
#include "rules/watched_daemon.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

UnitFact unit(const std::string& name, const std::string& program = {}) {
  UnitFact fact{name, name, {"/usr/lib/systemd/system/" + name}, {}};
  if (!program.empty()) fact.programs.push_back({program, {program}});
  return fact;
}

/// A process check whose pidfile names process 214 of /usr/sbin/mysqld.
struct Watching {
  Watching() {
    check.type = monitrc::CheckType::process;
    check.name = "mysqld";
    facts.check = &check;
    ProcessFact process{214, "its pidfile says 214", true, {}, {}, {}};
    process.programs.push_back({"/usr/sbin/mysqld", {"/usr/sbin/mysqld"}});
    facts.processes.push_back(process);
  }
  Watching(const Watching&) = delete;
  Watching& operator=(const Watching&) = delete;

  ProcessFact& process() { return facts.processes.front(); }
  void starts(UnitFact started) { facts.commands.push_back({CommandOf::start, started, false}); }
  void runs_in(const UnitFact& own, bool beside_monit) {
    process().units = {own};
    process().beside_monit = beside_monit;
  }
  WatchedDaemon daemon() const { return watched_daemon(facts).value_or(WatchedDaemon{}); }

  monitrc::Check check;
  CheckFacts facts;
};

TEST(WatchedDaemon, IsReachedIfItExecutesWhatIsThere) {
  Watching mysql;
  EXPECT_EQ(mysql.daemon().pid, 214);
  EXPECT_TRUE(mysql.daemon().reached());
}

TEST(WatchedDaemon, IsNotReachedWhileItExecutesADeletedFile) {
  Watching mysql;
  mysql.process().deleted = {"/usr/sbin/mysqld"};
  EXPECT_FALSE(mysql.daemon().reached());
  EXPECT_EQ(named_files(mysql.daemon()), "the deleted /usr/sbin/mysqld");
  mysql.process().deleted = {"/usr/sbin/mysqld", "/usr/lib64/libssl.so.1.1.1", "/lib64/libz.so.1"};
  EXPECT_EQ(named_files(mysql.daemon()), "the deleted /usr/sbin/mysqld and 2 more files");
}

struct DeletedPlace {
  const char* path;
  bool counts;
};

class DeletedPlaces : public ::testing::TestWithParam<DeletedPlace> {};

TEST_P(DeletedPlaces, CountWherePackagesPutPrograms) {
  Watching mysql;
  mysql.process().deleted = {GetParam().path};
  EXPECT_EQ(!mysql.daemon().reached(), GetParam().counts);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DeletedPlaces,
    ::testing::Values(DeletedPlace{"/usr/sbin/a", true}, DeletedPlace{"/usr/lib64/a.so.1.2", true},
                      DeletedPlace{"/usr/libexec/a/b", true}, DeletedPlace{"/lib/a.so", true},
                      DeletedPlace{"/lib64/ld-linux-x86-64.so.2", true},
                      DeletedPlace{"/bin/a", true}, DeletedPlace{"/sbin/a", true},
                      DeletedPlace{"/opt/vendor/bin/a", true},
                      DeletedPlace{"/usr/local/bin/a", false}, DeletedPlace{"/tmp/a", false},
                      DeletedPlace{"/var/tmp/a", false}, DeletedPlace{"/home/u/a.so", false},
                      DeletedPlace{"/root/a", false}, DeletedPlace{"/srv/a", false},
                      DeletedPlace{"/run/a", false}, DeletedPlace{"/dev/zero", false},
                      DeletedPlace{"/dev/shm/a", false}, DeletedPlace{"/memfd:usr/lib/a", false},
                      DeletedPlace{"/memfd:/usr/lib/a", false},
                      DeletedPlace{"/SYSV00000000", false}, DeletedPlace{"/[aio]", false},
                      DeletedPlace{"/anon_hugepage", false}, DeletedPlace{"/usrlocal/a", false},
                      DeletedPlace{"/libexec/a", false}));

// A user who may write the pidfile could name any process of theirs or of others.
TEST(WatchedDaemon, IsUnknownIfAUserCanChooseIt) {
  Watching mysql;
  mysql.process().certain = false;
  mysql.process().deleted = {"/usr/sbin/mysqld"};
  EXPECT_FALSE(watched_daemon(mysql.facts));
}

TEST(WatchedDaemon, IsThatOfAProcessCheckAlone) {
  Watching mysql;
  mysql.check.type = monitrc::CheckType::host;
  EXPECT_FALSE(watched_daemon(mysql.facts));
}

TEST(WatchedDaemon, MayBeFoundByItsPattern) {
  Watching mysql;
  mysql.process().deleted = {"/usr/sbin/mysqld"};
  mysql.facts.matching.processes = std::move(mysql.facts.processes);
  mysql.facts.processes.clear();
  EXPECT_THAT(mysql.daemon().outdated, ElementsAre("/usr/sbin/mysqld"));
}

TEST(WatchedDaemon, IsRenewedByTheUnitInWhichItRuns) {
  Watching mysql;
  mysql.runs_in(unit("mysqld.service", "/usr/sbin/mysqld"), false);
  EXPECT_EQ(mysql.daemon().service, "mysqld.service");
  EXPECT_EQ(how_to_renew(mysql.daemon()),
            "'systemctl restart mysqld.service' makes it run what is there now");
}

// cron, a configuration tool or a login started it.
TEST(WatchedDaemon, IsNotRenewedByAUnitThatOnlyStartedIt) {
  Watching mysql;
  mysql.runs_in(unit("crond.service", "/usr/sbin/crond"), false);
  mysql.starts(unit("mysqld.service", "/usr/sbin/mysqld"));
  EXPECT_EQ(mysql.daemon().service, "");
  EXPECT_FALSE(mysql.daemon().stray);
  EXPECT_EQ(how_to_renew(mysql.daemon()), "restart it");
}

TEST(WatchedDaemon, IsRenewedByTheStartedUnitWhereItsOwnIsNotKnown) {
  Watching mysql;
  mysql.starts(unit("mysqld.service"));
  EXPECT_EQ(mysql.daemon().service, "mysqld.service");
  EXPECT_FALSE(mysql.daemon().stray);
}

TEST(WatchedDaemon, IsStrayIfMonitStartedItBesideItsService) {
  const UnitFact monit = unit("monit.service");
  Watching by_command;
  by_command.runs_in(monit, true);
  by_command.starts(unit("mysqld.service"));
  Watching by_pidfile;
  by_pidfile.runs_in(monit, true);
  by_pidfile.facts.pidfile_units = {unit("mysqld.service")};
  Watching by_program;
  by_program.runs_in(monit, true);
  by_program.process().services = {unit("mysqld.service", "/usr/sbin/mysqld")};
  for (const Watching* one : {&by_command, &by_pidfile, &by_program}) {
    EXPECT_TRUE(one->daemon().stray);
    EXPECT_EQ(how_to_renew(one->daemon()),
              "monit started it outside mysqld.service, so a restart of this unit misses it");
  }
}

TEST(WatchedDaemon, IsNotStrayIfNoServiceStandsForIt) {
  Watching mysql;
  mysql.runs_in(unit("monit.service"), true);
  EXPECT_FALSE(mysql.daemon().stray);
  UnitFact gone = unit("mysqld.service");
  gone.exists = false;
  mysql.starts(gone);
  mysql.starts(unit("/etc/init.d/mysqld"));
  mysql.facts.commands.push_back({CommandOf::test, unit("other.service"), false});
  mysql.facts.commands.push_back({CommandOf::start, unit("other.service"), true});
  EXPECT_FALSE(mysql.daemon().stray);
  EXPECT_EQ(mysql.daemon().service, "");
}

TEST(WatchedDaemon, OfAnErasedPackageHasNoProgramToRunNext) {
  Watching mysql;
  mysql.process().programs.front().exists = false;
  mysql.process().deleted = {"/usr/sbin/mysqld"};
  EXPECT_EQ(how_to_renew(mysql.daemon()), "there is no such program any more");
  EXPECT_THAT(mysql.daemon().outdated, testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace pkgmap::rules
