// What packages say of a file when they cannot be asked, and of links that stand in place of their
// files. On the packages of the model.
#include "engine/integrity/packaging.hpp"

#include <sys/stat.h>

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model/model_packages.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using rules::Packaging;
using rules::PresentFile;
using test::ModelSession;
using testing::IsEmpty;
using testing::SizeIs;

// The packages of the model, and one package more with these entries.
class PackagesWithEntries : public model::ModelPackages {
 public:
  explicit PackagesWithEntries(model::Machine& machine) : ModelPackages(machine) {}
  void add(const std::string& path, FileEntry entry) {
    entry.path = path;
    entries_.emplace(path, std::move(entry));
  }
  Result<std::vector<Owned>> owners(const std::string& path) override {
    auto owners = ModelPackages::owners(path);
    if (!owners) return owners;
    const auto [begin, end] = entries_.equal_range(path);
    for (auto found = begin; found != end; ++found) {
      owners->push_back({{{"more", "", "1", "1", "noarch"}, 7, 0}, found->second});
    }
    return owners;
  }

 private:
  std::multimap<std::string, FileEntry> entries_;
};

FileEntry entry(std::uint32_t mode, const std::string& target = {}) {
  FileEntry entry;
  entry.mode = static_cast<decltype(entry.mode)>(mode);
  entry.link_target = target;
  return entry;
}

class PackagingOfAFile : public testing::Test {
 protected:
  PresentFile file_at(const std::string& name, std::vector<rules::LinkOnWay> links = {}) const {
    PresentFile file;
    file.names = {name};
    file.links = std::move(links);
    return file;
  }
  Packaging ask(PresentFile& file) {
    auto said = packaging_of(file, packages_);
    EXPECT_TRUE(said.ok()) << said.error().message;
    return said ? std::move(*said) : Packaging{};
  }

  ModelSession host_{"check file other path @DIR@/monitrc\n"};
  PackagesWithEntries packages_{host_.machine()};
};

// An answer that is missing must not look as if no package owned the file.
TEST_F(PackagingOfAFile, IsAnErrorIfAnAnswerIsMissing) {
  const std::string daemon = ModelSession::path("sbin/daemon");
  model::Faults& faults = host_.machine().faults;
  for (std::size_t number = 1;; ++number) {
    faults = {};
    faults.begin({number}, [](const std::string&) {});
    PresentFile file = file_at(daemon, {{"/opt/link", "x"}});
    const auto said = packaging_of(file, packages_);
    faults.end();
    if (faults.hit().empty()) {
      ASSERT_TRUE(said.ok());
      EXPECT_EQ(said->owner, "hosted-1-1.noarch");
      EXPECT_GE(number, 3U);
      return;
    }
    if (!said) continue;
    ASSERT_THAT(said->words, SizeIs(1));
    EXPECT_THAT(said->words[0].bad_signature, testing::Not(IsEmpty())) << number;
    EXPECT_FALSE(said->words[0].proved);
  }
}

TEST_F(PackagingOfAFile, NamesWhatElseKnowsTheFile) {
  FileEntry known = entry(S_IFREG | 0644);
  known.digest = {Algorithm::sha256, "256known"};
  known.known_by = "ucf";
  packages_.add("/opt/x", known);
  PresentFile file = file_at("/opt/x");
  const Packaging said = ask(file);
  ASSERT_THAT(said.words, SizeIs(1));
  EXPECT_EQ(said.words[0].signature, "ucf");
}

TEST_F(PackagingOfAFile, ALinkInPlaceOfAFileReplacesItsContent) {
  packages_.add("/opt/x", entry(S_IFREG | 0644));
  PresentFile file = file_at("/opt/x", {{"/opt/x", "y"}});
  EXPECT_EQ(ask(file).replaced, "more-1-1.noarch");
}

TEST_F(PackagingOfAFile, ALinkInPlaceOfAFileThatMayChangeReplacesNothing) {
  FileEntry loose = entry(S_IFREG | 0644);
  loose.content_verified = false;
  packages_.add("/opt/x", loose);
  FileEntry ghost = entry(S_IFREG | 0644);
  ghost.ghost = true;
  packages_.add("/opt/ghost", ghost);
  packages_.add("/opt/directory", entry(S_IFDIR | 0755));
  for (const char* place : {"/opt/x", "/opt/ghost", "/opt/directory"}) {
    PresentFile file = file_at(place, {{place, "y"}});
    const Packaging said = ask(file);
    EXPECT_EQ(said.owner, "more-1-1.noarch") << place;
    EXPECT_EQ(said.replaced, "") << place;
    EXPECT_THAT(said.words, IsEmpty()) << place;
  }
}

// The names behind a link in place of a packaged file are not that file, whoever owns them.
TEST_F(PackagingOfAFile, NothingBehindALinkInPlaceOfAFileCounts) {
  packages_.add("/opt/x", entry(S_IFREG | 0644));
  PresentFile file = file_at("/opt/x", {{"/opt/x", ModelSession::path("sbin/daemon")}});
  file.names.push_back(ModelSession::path("sbin/daemon"));
  EXPECT_THAT(ask(file).words, IsEmpty());
  packages_.add("/opt/x", entry(S_IFDIR | 0755));
  EXPECT_THAT(ask(file).words, IsEmpty()) << "of another owner the path is a directory";
  file.names.erase(file.names.begin());
  EXPECT_THAT(ask(file).words, SizeIs(1));
}

TEST_F(PackagingOfAFile, APackagedLinkIsReplacedOnlyIfItsTargetIsKnownAndAnother) {
  packages_.add("/opt/same", entry(S_IFLNK | 0777, "y"));
  packages_.add("/opt/unknown", entry(S_IFLNK | 0777));
  packages_.add("/opt/other", entry(S_IFLNK | 0777, "z"));
  for (const char* place : {"/opt/same", "/opt/unknown", "/opt/other"}) {
    PresentFile file = file_at(place, {{place, "y"}});
    const bool other = std::string(place) == "/opt/other";
    EXPECT_EQ(ask(file).replaced, other ? "more-1-1.noarch" : "") << place;
    EXPECT_EQ(file.links[0].packaged, std::string(place) == "/opt/same") << place;
  }
}

TEST_F(PackagingOfAFile, ALinkIsOfAPackagesDirectoryOrDirectlyBelowTheRoot) {
  packages_.add("/opt", entry(S_IFDIR | 0755));
  packages_.add("/srv/file", entry(S_IFREG | 0755));
  PresentFile file = file_at("/x", {{"/bin", "usr/bin"}, {"/opt/a", "b"}, {"/srv/file/a", "b"}});
  ask(file);
  EXPECT_TRUE(file.links[0].packaged_around);
  EXPECT_TRUE(file.links[1].packaged_around);
  EXPECT_FALSE(file.links[2].packaged_around);
}

}  // namespace
}  // namespace pkgmap
