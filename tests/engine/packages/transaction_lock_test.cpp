// The lock that tells of a transaction of rpm: a real rpm's, and what others may put there.
#include "engine/packages/transaction_lock.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/fd.hpp"
#include "engine/system/process/spawn.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using testing::Eq;
using testing::Optional;

class TransactionLock : public testing::Test {
 protected:
  std::string path() const { return directory_.file("lock"); }

  // A process that holds a lock of this kind until the test ends.
  int held_by_another(short kind) {
    directory_.write("lock", "");
    const std::string script = "import fcntl, time\nf = open('" + path() +
                               "', 'r+')\nfcntl.lockf(f, fcntl." +
                               (kind == F_WRLCK ? "LOCK_EX" : "LOCK_SH") + ")\nopen('" +
                               directory_.file("held") + "', 'w')\ntime.sleep(600)\n";
    const Fd null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    const auto pid = spawn({{"/usr/bin/python3", "-c", script}, null.get(), null.get()});
    EXPECT_TRUE(pid.ok());
    EXPECT_TRUE(test::eventually([&] { return std::filesystem::exists(directory_.file("held")); }));
    child_ = *pid;
    return child_;
  }

  void end_child() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = 0;
  }
  void TearDown() override { end_child(); }

  test::TemporaryDirectory directory_;
  int child_ = 0;
};

TEST_F(TransactionLock, IsHeldByWhoHasItForWritingAndByNobodyAfterIt) {
  const int pid = held_by_another(F_WRLCK);
  EXPECT_THAT(holder_of_transaction_lock(path()), Optional(Eq(pid)));
  end_child();
  EXPECT_EQ(holder_of_transaction_lock(path()), std::nullopt);
}

TEST_F(TransactionLock, OfAReaderIsNoTransaction) {
  held_by_another(F_RDLCK);
  EXPECT_EQ(holder_of_transaction_lock(path()), std::nullopt);
}

TEST_F(TransactionLock, IsNotMadeAndNotLookedForBehindALink) {
  EXPECT_EQ(holder_of_transaction_lock(path()), std::nullopt);
  EXPECT_FALSE(std::filesystem::exists(path()));
  held_by_another(F_WRLCK);
  std::filesystem::create_symlink(path(), directory_.file("link"));
  EXPECT_EQ(holder_of_transaction_lock(directory_.file("link")), std::nullopt);
  EXPECT_EQ(holder_of_transaction_lock(directory_.path()), std::nullopt);
}

TEST_F(TransactionLock, LiesWhereRpmSays) {
  const auto usual = transaction_lock_path({});
  ASSERT_TRUE(usual.ok());
  EXPECT_EQ(*usual + "\n", run_command({"rpm", "--eval", "%{_rpmlock_path}"}).out);
  DatabaseOptions options;
  options.dbpath = "/srv/db";
  options.root = directory_.path();
  EXPECT_EQ(*transaction_lock_path(options), directory_.path() + "/srv/db/.rpm.lock");
}

// rpm itself, in the midst of a transaction: its %pre waits for us.
TEST_F(TransactionLock, IsRpmsOwn) {
  const std::string database = directory_.file("db");
  directory_.write("waiter.spec",
                   "Name: waiter\nVersion: 1\nRelease: 1\nSummary: x\nLicense: MIT\n"
                   "BuildArch: noarch\n%description\nx\n%pre -p <lua>\n"
                   "io.open('" +
                       directory_.file("in") +
                       "', 'w'):close()\n"
                       "while not posix.access('" +
                       directory_.file("go") +
                       "') do posix.sleep(1) end\n"
                       "%files\n");
  ASSERT_EQ(run_command({"rpmbuild", "-bb", "--quiet", "--define", "_topdir " + directory_.path(),
                         "--define", "_dbpath " + database, directory_.file("waiter.spec")})
                .status,
            0);
  const Fd null(::open("/dev/null", O_RDWR | O_CLOEXEC));
  const auto rpm = spawn({{"/usr/bin/rpm", "--dbpath", database, "--nodeps", "-i",
                           directory_.file("RPMS/noarch/waiter-1-1.noarch.rpm")},
                          null.get(),
                          null.get()});
  ASSERT_TRUE(rpm.ok());
  child_ = *rpm;
  ASSERT_TRUE(test::eventually([&] { return std::filesystem::exists(directory_.file("in")); }));
  DatabaseOptions options;
  options.dbpath = database;
  const auto lock = transaction_lock_path(options);
  ASSERT_TRUE(lock.ok());
  EXPECT_THAT(holder_of_transaction_lock(*lock), Optional(Eq(child_)));
  directory_.write("go", "");
  ::waitpid(child_, nullptr, 0);
  child_ = 0;
  EXPECT_EQ(holder_of_transaction_lock(*lock), std::nullopt);
}

}  // namespace
}  // namespace pkgmap
