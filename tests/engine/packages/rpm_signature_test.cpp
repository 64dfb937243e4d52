// The signature state of headers against what rpm(8) and rpmkeys(8) say of the same packages.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/packages/fixture_database.hpp"
#include "tests/engine/packages/signing.hpp"

namespace pkgmap {
namespace {

using test::SigningKey;
using testing::HasSubstr;

// One database: `known` is in its keyring, `unknown` is not.
class Signed : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    keys_ = new Keys;
    fixture_ = new Fixture(*keys_);
  }
  static void TearDownTestSuite() {
    delete fixture_;
    delete keys_;
  }

  struct Keys {
    SigningKey known{"known"};
    SigningKey unknown{"unknown"};
  };
  struct Fixture {
    explicit Fixture(const Keys& keys) {
      keys.known.import_into(dbpath);
      add(&keys.known, "alpha-1.0-1.noarch", "known");
      add(&keys.unknown, "beta-3:1.5-2.el9.noarch", "unknown");
      add(nullptr, "replacer-1-1.noarch", "unsigned");
    }
    void add(const SigningKey* key, const std::string& package, const std::string& name) const {
      const std::string rpm = test::copy_of(fixture_package(package), directory, name + ".rpm");
      if (key) key->sign(rpm);
      test::install_record(dbpath, rpm);
    }
    TemporaryDirectory directory;
    std::string dbpath = directory.file("rpmdb");
  };

  std::unique_ptr<PackageDatabase> open(const std::string& dbpath = fixture_->dbpath) const {
    return open_package_database({"/", dbpath}).value();
  }
  static PackageRecord only(PackageDatabase& database, const std::string& name) {
    return database.by_name(name).value().at(0);
  }
  static std::string state(PackageDatabase& database, const std::string& name) {
    const auto signature = database.signature(only(database, name));
    return signature ? name_of(*signature) : signature.error().message;
  }
  // Returns rpmkeys' word for the signature of the header: "OK", "NOKEY", "BAD"; "" without one.
  static std::string rpmkeys(const std::string& rpm) {
    const std::string line = test::about_header_signature(rpm, fixture_->dbpath);
    for (const char* word : {"BAD", "NOKEY", "OK"}) {
      if (line.find(std::string(": ") + word) != std::string::npos) return word;
    }
    return line;
  }

  static inline Keys* keys_ = nullptr;
  static inline Fixture* fixture_ = nullptr;
};

TEST_F(Signed, AnInstalledHeaderHasTheStateThatRpmkeysSeesInItsPackage) {
  const auto database = open();
  EXPECT_EQ(state(*database, "alpha"), "key");
  EXPECT_EQ(rpmkeys(fixture_->directory.file("known.rpm")), "OK");
  EXPECT_EQ(state(*database, "beta"), "signed");
  EXPECT_EQ(rpmkeys(fixture_->directory.file("unknown.rpm")), "NOKEY");
  EXPECT_EQ(state(*database, "replacer"), "digest");
  EXPECT_EQ(rpmkeys(fixture_->directory.file("unsigned.rpm")), "");
}

TEST_F(Signed, RpmSaysTheSameOfTheInstalledPackages) {
  const auto is_signed = [](const std::string& name) {
    const auto answer = run_command({"rpm", "--dbpath", fixture_->dbpath, "-qi", name});
    for (const std::string& line : lines_of(answer.out)) {
      if (line.starts_with("Signature")) return !line.ends_with("(none)");
    }
    ADD_FAILURE() << answer.out;
    return false;
  };
  EXPECT_TRUE(is_signed("alpha"));
  EXPECT_TRUE(is_signed("beta"));
  EXPECT_FALSE(is_signed("replacer"));
}

TEST_F(Signed, AKeyThatIsImportedLaterProvesWhatWasInstalledBefore) {
  const DatabaseCopy copy(fixture_->dbpath);
  EXPECT_EQ(state(*open(copy.path()), "beta"), "signed");
  keys_->unknown.import_into(copy.path());
  EXPECT_EQ(state(*open(copy.path()), "beta"), "key");
  EXPECT_EQ(state(*open(copy.path()), "alpha"), "key");
}

TEST_F(Signed, AsksEachPackageInAnyOrderAndAgainWithTheSameAnswer) {
  const auto database = open();
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(state(*database, "replacer"), "digest");
    EXPECT_EQ(state(*database, "beta"), "signed");
    EXPECT_EQ(state(*database, "alpha"), "key");
    EXPECT_EQ(database->names()->size(), 3U);
  }
}

TEST_F(Signed, NothingIsWrittenOrCreated) {
  const DatabaseCopy copy(fixture_->dbpath);
  static_cast<void>(open(copy.path())->names());
  const std::string before = contents(copy.path() + "/rpmdb.sqlite");
  const auto names = entries_of(copy.path());
  EXPECT_EQ(state(*open(copy.path()), "alpha"), "key");
  EXPECT_EQ(entries_of(copy.path()), names);
  EXPECT_EQ(contents(copy.path() + "/rpmdb.sqlite"), before);
}

// One byte of the signature is changed: look-ups succeed, and only signature() fails.
TEST_F(Signed, ABadSignatureIsAnErrorOfThatPackageInRpmsWords) {
  const std::string rpm =
      test::copy_of(fixture_->directory.file("known.rpm"), fixture_->directory, "bad.rpm");
  ASSERT_TRUE(test::spoil_signature(rpm, fixture_->dbpath));

  const std::string dbpath = fixture_->directory.file("bad-rpmdb");
  keys_->known.import_into(dbpath);
  test::install_record(dbpath, rpm);
  const auto database = open(dbpath);
  EXPECT_THAT(state(*database, "alpha"), HasSubstr("is bad"));
  EXPECT_EQ(database->by_name("alpha")->size(), 1U);
  EXPECT_FALSE(database->files(only(*database, "alpha"))->empty());
}

TEST_F(Signed, ARecordThatIsGoneIsAnError) {
  const auto database = open();
  PackageRecord record = only(*database, "alpha");
  record.instance = 4711;
  EXPECT_FALSE(database->signature(record));
}

}  // namespace
}  // namespace pkgmap
