// Opening a database: what is not a readable database is refused, and no file is ever created.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/fd.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/engine/packages/fixture_database.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

// Returns the message of the refusal; "" if the database opens.
std::string refusal(const std::string& dbpath, const std::string& root = "/") {
  DatabaseOptions options;
  options.dbpath = dbpath;
  options.root = root;
  const auto opened = open_package_database(options);
  if (opened) return "";
  EXPECT_EQ(opened.error().code, ErrorCode::package_database);
  return opened.error().message + (opened.error().hint.empty() ? "" : "\n" + opened.error().hint);
}

class Opening : public testing::Test {
 protected:
  std::string path() const { return temporary_.path(); }
  void put(const std::string& name, const std::string& text) {
    write_file(path() + "/" + name, text);
  }

 private:
  TemporaryDirectory temporary_;
};

TEST_F(Opening, AMissingDirectoryIsRefusedAndNotCreated) {
  EXPECT_EQ(refusal(path() + "/none/rpm"),
            "there is no package database in " + path() +
                "/none/rpm\n--dbpath names another place; "
                "where there is none yet, 'rpm --initdb' makes an empty one");
  EXPECT_THAT(entries_of(path()), IsEmpty());
}

TEST_F(Opening, AnEmptyDirectoryIsRefusedAndStaysEmpty) {
  EXPECT_THAT(refusal(path()), HasSubstr("there is no package database in " + path()));
  EXPECT_THAT(entries_of(path()), IsEmpty());
}

TEST_F(Opening, AKindThatThisLibraryLacksIsRefusedByName) {
  if (librpm_reads("ndb")) GTEST_SKIP() << "needs a librpm that lists its backends, without ndb";
  put("Packages.db", std::string("RpmP\0\0\0\0", 8) + std::string(4096, '\0'));
  const std::string said = refusal(path());
  EXPECT_THAT(said, HasSubstr("Packages.db is of the kind ndb, which this librpm ("));
  EXPECT_THAT(said, HasSubstr("it reads sqlite, bdb"));
  EXPECT_THAT(entries_of(path()), ElementsAre("Packages.db"));
}

TEST_F(Opening, AnEmptyDatabaseHasNoPackages) {
  ASSERT_EQ(run_command({"rpmdb", "--initdb", "--dbpath", path()}).status, 0);
  DatabaseOptions options;
  options.dbpath = path();
  const auto opened = open_package_database(options);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_THAT(*(*opened)->names(), IsEmpty());
  EXPECT_THAT(texts((*opened)->matching("bash")), IsEmpty());
}

TEST_F(Opening, AnEmptyDatabaseBesideAnotherKindIsRefused) {
  ASSERT_EQ(run_command({"rpmdb", "--initdb", "--dbpath", path()}).status, 0);
  if (!fs::exists(path() + "/rpmdb.sqlite")) GTEST_SKIP() << "needs an rpm that writes sqlite";
  put("Packages.db", "RpmP");
  EXPECT_THAT(refusal(path()),
              EndsWith("rpmdb.sqlite has no packages, but Packages.db is in the same directory"));
}

TEST_F(Opening, AFullDatabaseBesideALeftoverIsRead) {
  const DatabaseCopy copy;
  write_file(copy.path() + "/Packages", "left over");
  EXPECT_EQ(copy.open()->names()->size(), 4U);
}

TEST_F(Opening, AnEmptyFileIsRefused) {
  put("rpmdb.sqlite", "");
  EXPECT_EQ(refusal(path()), path() + "/rpmdb.sqlite is not a package database: it is empty");
  EXPECT_EQ(fs::file_size(path() + "/rpmdb.sqlite"), 0U);
}

TEST_F(Opening, AForeignFileIsRefusedAndKept) {
  const std::string text(5000, 'x');
  for (const char* name : {"rpmdb.sqlite", "Packages"}) {
    const TemporaryDirectory alone;
    write_file(alone.path() + "/" + name, text);
    EXPECT_THAT(refusal(alone.path()),
                HasSubstr("cannot read the package database " + alone.path() + "/" + name + ": "));
    EXPECT_THAT(entries_of(alone.path()), ElementsAre(name));
    EXPECT_EQ(contents(alone.path() + "/" + name), text);
  }
}

TEST_F(Opening, ADatabaseOfAnotherProgramIsRefused) {
  const DatabaseCopy copy;
  const std::string file = copy.path() + "/rpmdb.sqlite";
  std::string bytes = contents(file);
  for (std::size_t at = 0; (at = bytes.find("Packages", at)) != std::string::npos; ++at) {
    bytes[at] = 'B';
  }
  write_file(file, bytes);
  EXPECT_THAT(refusal(copy.path()), HasSubstr("cannot read the package database " + file));
  EXPECT_EQ(contents(file), bytes);
}

TEST_F(Opening, WhatIsNoFileIsRefused) {
  fs::create_directory(path() + "/rpmdb.sqlite");
  EXPECT_THAT(refusal(path()), EndsWith("rpmdb.sqlite is not a package database: not a file"));
  fs::remove(path() + "/rpmdb.sqlite");
  ASSERT_EQ(::mkfifo((path() + "/rpmdb.sqlite").c_str(), 0600), 0);
  EXPECT_THAT(refusal(path()), EndsWith("rpmdb.sqlite is not a package database: not a file"));
  fs::remove(path() + "/rpmdb.sqlite");
  fs::create_symlink("nowhere", path() + "/rpmdb.sqlite");
  EXPECT_THAT(refusal(path()), HasSubstr("there is no package database in " + path()));
  EXPECT_THAT(entries_of(path()), ElementsAre("rpmdb.sqlite"));
}

TEST_F(Opening, APathThatIsAFileIsRefused) {
  put("file", "x");
  EXPECT_EQ(refusal(path() + "/file"), path() + "/file is not a directory");
}

TEST_F(Opening, MacrosInAPathAreRefusedAndNotRun) {
  const std::string witness = path() + "/witness";
  EXPECT_THAT(refusal("/%(touch " + witness + ")"), HasSubstr("must not contain %"));
  EXPECT_THAT(refusal("/x", "/%(touch " + witness + ")"), HasSubstr("must not contain %"));
  EXPECT_FALSE(fs::exists(witness));
}

TEST_F(Opening, RelativePathsAreRefused) {
  EXPECT_EQ(refusal("rpmdb"), "the package database's path must be absolute: rpmdb");
  EXPECT_EQ(refusal("/rpmdb", "mnt"), "the root must be absolute: mnt");
}

TEST_F(Opening, TheDefaultPathIsRpmsOwn) {
  const std::string dbpath = lines_of(run_command({"rpm", "--eval", "%{_dbpath}"}).out).at(0);
  EXPECT_THAT(refusal("", path()), HasSubstr(path() + dbpath));
}

TEST_F(Opening, ADatabaseThatIsALinkIsRefusedInAnotherRoot) {
  const DatabaseCopy copy;
  fs::create_directories(path() + "/var/lib/rpm");
  fs::create_symlink(copy.path() + "/rpmdb.sqlite", path() + "/var/lib/rpm/rpmdb.sqlite");
  EXPECT_EQ(refusal("/var/lib/rpm", path()),
            path() + "/var/lib/rpm/rpmdb.sqlite is a link, and could lead out of the root");
  EXPECT_EQ(refusal(path() + "/var/lib/rpm"), "");
}

TEST_F(Opening, ALinkInsideARootStaysInsideIt) {
  const DatabaseCopy copy;
  fs::create_directories(path() + "/var/lib");
  fs::create_symlink(copy.path(), path() + "/var/lib/rpm");
  EXPECT_THAT(refusal("/var/lib/rpm", path()), HasSubstr("there is no package database in"));
  fs::create_directories(path() + "/usr/lib/sysimage");
  fs::copy(copy.path(), path() + "/usr/lib/sysimage/rpm");
  fs::remove(path() + "/var/lib/rpm");
  fs::create_symlink("/usr/lib/sysimage/rpm", path() + "/var/lib/rpm");
  EXPECT_EQ(refusal("/var/lib/rpm", path()), "");
}

// Calls `say` in a process of user nobody and returns its answer.
std::string as_nobody(const std::function<std::string()>& say) {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const Fd read_end(ends[0]);
  Fd write_end(ends[1]);
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && ::setresuid(65534, 65534, 65534) != 0) ::_exit(1);
    const std::string said = say();
    static_cast<void>(!::write(write_end.get(), said.data(), said.size()));
    ::_exit(0);
  }
  write_end.reset();
  std::string said;
  std::array<char, 4096> piece;
  for (ssize_t n; (n = ::read(read_end.get(), piece.data(), piece.size())) > 0;) {
    said.append(piece.data(), static_cast<std::size_t>(n));
  }
  ::waitpid(child, nullptr, 0);
  return said;
}

TEST_F(Opening, AnUnreadableDatabaseSaysSo) {
  const DatabaseCopy copy;
  fs::permissions(fs::path(copy.path()).parent_path(), fs::perms(0755));
  for (const auto& entry : fs::directory_iterator(copy.path())) {
    fs::permissions(entry.path(), fs::perms::none);
  }
  EXPECT_EQ(as_nobody([&] { return refusal(copy.path()); }),
            "cannot read the package database " + copy.path() +
                "/rpmdb.sqlite: Permission denied\nrun this as root");
  fs::permissions(copy.path(), fs::perms(0700));
  fs::permissions(fs::path(copy.path()).parent_path(), fs::perms(0700));
  EXPECT_THAT(as_nobody([&] { return refusal(copy.path()); }), HasSubstr("Permission denied"));
}

TEST_F(Opening, AWalDatabaseInADirectoryThatIsNotWritableSaysWhatToDo) {
  const DatabaseCopy copy;
  ASSERT_EQ(refusal(copy.path()), "");
  fs::remove(copy.path() + "/rpmdb.sqlite-wal");
  fs::remove(copy.path() + "/rpmdb.sqlite-shm");
  fs::permissions(copy.path() + "/rpmdb.sqlite", fs::perms(0444));
  fs::permissions(fs::path(copy.path()).parent_path(), fs::perms(0755));
  fs::permissions(copy.path(), fs::perms(0555));
  const std::string said = as_nobody([&] { return refusal(copy.path()); });
  EXPECT_THAT(said, HasSubstr("cannot read the package database"));
  EXPECT_THAT(said, HasSubstr("copy the database to another one"));
  fs::permissions(copy.path(), fs::perms(0755));
}

TEST_F(Opening, ManyDatabasesStandSideBySide) {
  const DatabaseCopy one;
  const DatabaseCopy two;
  const auto first = one.open();
  auto second = two.open();
  const auto again = one.open();
  EXPECT_EQ(first->names()->size(), 4U);
  second.reset();
  EXPECT_EQ(again->names()->size(), 4U);
  EXPECT_EQ(first->owners("/usr/lib/shared-plugins")->size(), 3U);
}

// The thread that loads librpm and the caller that needs it meet at any time.
TEST(Expecting, ChangesNoAnswer) {
  DatabaseOptions options;
  options.system = rules::PackageSystem::rpm;
  options.dbpath = "/no/such/directory";
  for (int turn = 0; turn < 3; ++turn) {
    expect_package_database(options);
    const auto opened = open_package_database(options);
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, HasSubstr("there is no package database"));
  }
}

}  // namespace
}  // namespace pkgmap
