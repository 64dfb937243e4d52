// Paragraphs of fields: dpkg's status, control files.
#include "parsers/deb822/deb822.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::deb822 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<Paragraph> all(Reader& reader) {
  std::vector<Paragraph> paragraphs;
  while (auto paragraph = reader.next()) paragraphs.push_back(std::move(*paragraph));
  return paragraphs;
}

TEST(Deb822, ReadsParagraphs) {
  Reader reader("Package: a\nVersion:1\n\n\n \t\nPackage: b\nDescription: one\n two\n .\n three\n");
  const auto paragraphs = all(reader);
  ASSERT_THAT(paragraphs, SizeIs(2));
  EXPECT_EQ(paragraphs[0].value("package"), "a");
  EXPECT_EQ(paragraphs[0].value("Version"), "1");
  EXPECT_EQ(paragraphs[0].value("Missing"), "");
  EXPECT_EQ(paragraphs[1].value("Description"), "one\n two\n .\n three");
  EXPECT_EQ(reader.error(), "");
}

TEST(Deb822, AValueMayBeginInItsSecondLine) {
  Reader reader("Conffiles:\n /etc/a 1\n /etc/b 2\nPackage: x");
  const auto paragraph = reader.next();
  ASSERT_TRUE(paragraph);
  EXPECT_THAT(lines_of(paragraph->value("Conffiles")), ElementsAre("/etc/a 1", "/etc/b 2"));
  EXPECT_EQ(paragraph->value("Package"), "x");
}

TEST(Deb822, CommentsAreNoFields) {
  Reader reader("# one\nPackage: a\n# two\nVersion: 1\n");
  EXPECT_THAT(all(reader), SizeIs(1));
}

TEST(Deb822, NamesTheLineThatIsNoField) {
  for (const char* text : {"Package: a\nno field\n", "Package: a\n: x\n", "Package: a\na b: x\n",
                           "\n further\n", "Package: a\n-x: y\n"}) {
    Reader reader(text);
    EXPECT_THAT(all(reader), IsEmpty()) << text;
    EXPECT_THAT(reader.error(), HasSubstr("line 2")) << text;
  }
}

TEST(Deb822, AnEmptyTextHasNoParagraph) {
  for (const char* text : {"", "\n", "\n\n \n"}) {
    Reader reader(text);
    EXPECT_THAT(all(reader), IsEmpty());
    EXPECT_EQ(reader.error(), "");
  }
}

}  // namespace
}  // namespace pkgmap::deb822
