// Tests what rpm does with %config files, by the table of rpmfilesDecideFate(). e2e.predictions
// asks rpm itself.
#include "rules/predict/file_fate.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

struct FileFateRow {
  const char* name;
  Contents contents;
  bool config;
  bool noreplace;
  FileFate fate;
  bool beside;
};

const FileFateRow kFileFateRows[] = {
    {"APlainFile", {"x", "a", "b"}, false, false, FileFate::replaced, false},
    {"NotThere", {"", "a", "b"}, true, true, FileFate::replaced, false},
    {"AsItWasShipped", {"a", "a", "b"}, true, true, FileFate::replaced, false},
    {"AsItWillBe", {"b", "a", "b"}, true, true, FileFate::replaced, false},
    {"ChangedAndThePackageToo", {"x", "a", "b"}, true, true, FileFate::stays, true},
    {"ChangedAndSaved", {"x", "a", "b"}, true, false, FileFate::replaced, false},
    {"ChangedAndThePackageDidNot", {"x", "a", "a"}, true, true, FileFate::stays, false},
    {"ChangedAndThePackageDidNotEither", {"x", "a", "a"}, true, false, FileFate::stays, false},
    {"OfNobodyBefore", {"x", "", "b"}, true, true, FileFate::stays, true},
    {"OfNobodyBeforeAndSaved", {"x", "", "b"}, true, false, FileFate::replaced, false},
};

TEST(FileFate, IsWhatRpmDecides) {
  for (const FileFateRow& row : kFileFateRows) {
    SCOPED_TRACE(row.name);
    bool beside = true;
    EXPECT_EQ(fate_of(row.contents, row.config, row.noreplace, beside), row.fate);
    EXPECT_EQ(beside, row.beside);
  }
}

}  // namespace
}  // namespace pkgmap::rules
