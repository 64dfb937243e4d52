#include "engine/image/image_tree.hpp"

#include <sys/stat.h>

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace pkgmap::image {
namespace {

class Layers {
 public:
  explicit Layers(bool layered = true) : tree_(layered) {}

  Layers& next_layer() {
    ++layer_;
    return *this;
  }
  Layers& file(const std::string& path) { return add(path, S_IFREG | 0644U); }
  Layers& directory(const std::string& path) { return add(path, S_IFDIR | 0755U); }
  Layers& link(const std::string& path, const std::string& text) {
    return add(path, S_IFLNK | 0777U, text);
  }
  Layers& further_name(const std::string& path, const std::string& first) {
    return add(path, 0, "", first);
  }

  /// "/etc /etc/x@0": directories by their names, files with the layer that has them.
  std::string shown() const {
    std::string text;
    show(ImageTree::kTop, "", text);
    return text;
  }
  const std::string& refusal() const { return refusal_; }
  const ImageTree& tree() const { return tree_; }

 private:
  Layers& add(const std::string& path, std::uint32_t mode, const std::string& link = "",
              const std::string& same_as = "") {
    Entry entry;
    entry.place = {layer_, number_++};
    entry.path = path;
    entry.mode = mode;
    entry.link = link;
    entry.same_as = same_as;
    const Done added = tree_.add(entry);
    if (!added && refusal_.empty()) refusal_ = added.error().message;
    return *this;
  }
  void show(ImageTree::Number node, const std::string& path, std::string& text) const {
    for (const auto& [name, entry] : tree_.entries_of(node)) {
      const File& file = tree_.file(entry);
      text += (text.empty() ? "" : " ") + path + "/" + name;
      if (S_ISDIR(file.mode)) {
        show(entry, path + "/" + name, text);
      } else {
        text += "@" + std::to_string(file.place.layer);
      }
    }
  }

  ImageTree tree_;
  std::uint32_t layer_ = 0;
  std::uint32_t number_ = 0;
  std::string refusal_;
};

TEST(ImageTreeMerge, AFileOfAnUpperLayerReplacesALowerOne) {
  EXPECT_EQ(Layers().file("etc/x").file("etc/y").next_layer().file("./etc/x").shown(),
            "/etc /etc/x@1 /etc/y@0");
}

TEST(ImageTreeMerge, ADirectoryKeepsWhatIsInIt) {
  EXPECT_EQ(Layers().file("etc/x").next_layer().directory("etc/").shown(), "/etc /etc/x@0");
}

TEST(ImageTreeMerge, AFileInPlaceOfADirectoryTakesItsContentAway) {
  EXPECT_EQ(Layers().file("etc/x").next_layer().file("etc").shown(), "/etc@1");
}

TEST(ImageTreeMerge, AWhiteoutRemovesWhatLowerLayersHave) {
  EXPECT_EQ(Layers().file("a/x").file("a/y").next_layer().file("a/.wh.x").shown(), "/a /a/y@0");
  EXPECT_EQ(Layers().file("a/b/x").next_layer().file(".wh.a").shown(), "");
}

TEST(ImageTreeMerge, AWhiteoutLeavesWhatItsOwnLayerHas) {
  EXPECT_EQ(Layers().file("a/x").next_layer().file("a/new").file(".wh.a").shown(), "/a /a/new@1");
  EXPECT_EQ(Layers().file("a/x").next_layer().file(".wh.a").file("a/new").shown(), "/a /a/new@1");
}

TEST(ImageTreeMerge, AnOpaqueDirectoryHasOnlyItsOwnLayersEntriesWhateverTheirOrder) {
  for (const bool first : {true, false}) {
    Layers layers;
    layers.file("a/x").file("a/b/y").next_layer();
    if (first) layers.file("a/.wh..wh..opq");
    layers.file("a/b/new");
    if (!first) layers.file("a/.wh..wh..opq");
    EXPECT_EQ(layers.shown(), "/a /a/b /a/b/new@1");
  }
}

TEST(ImageTreeMerge, ARootHasNoWhiteouts) {
  EXPECT_EQ(Layers(false).file("a/x").file("a/.wh.x").shown(), "/a /a/.wh.x@0 /a/x@0");
}

TEST(ImageTreeMerge, AnEntryBehindALinkLiesWhereTheLinkLeads) {
  EXPECT_EQ(Layers().link("lib", "usr/lib").file("lib/x").shown(),
            "/lib@0 /usr /usr/lib /usr/lib/x@0");
  EXPECT_EQ(Layers().link("a/up", "../../../b").file("a/up/x").shown(), "/a /a/up@0 /b /b/x@0");
  EXPECT_EQ(Layers().link("a/top", "/c").file("a/top/x").shown(), "/a /a/top@0 /c /c/x@0");
}

TEST(ImageTreeMerge, AFurtherNameIsTheSameFile) {
  Layers layers;
  layers.file("a/x").next_layer().further_name("b/y", "./a/x");
  EXPECT_EQ(layers.shown(), "/a /a/x@0 /b /b/y@0");
  const ImageTree& tree = layers.tree();
  const auto in = [&](const char* directory) {
    return tree.entries_of(tree.entries_of(ImageTree::kTop).at(directory)).begin()->second;
  };
  EXPECT_EQ(tree.file_number(in("a")), tree.file_number(in("b")));
}

TEST(ImageTreeMerge, TheFilesBelowADirectory) {
  Layers layers;
  layers.file("a/x").file("a/b/y").further_name("a/z", "a/x").link("l", "a").file("c");
  const ImageTree& tree = layers.tree();
  const auto count = [&](const std::string& path) { return tree.files_below(path).size(); };
  EXPECT_EQ(count("/a"), 4U);  // x, b, y, z.
  EXPECT_EQ(count("/a/b/"), 1U);
  EXPECT_EQ(count(""), 7U);
  EXPECT_EQ(count("/l"), 0U);
  EXPECT_EQ(count("/c"), 0U);
  EXPECT_EQ(count("/missing/x"), 0U);
  const ImageTree::Number above = tree.entries_of(ImageTree::kTop).at("a");
  EXPECT_EQ(tree.files_below("/a/b").front(),
            tree.file_number(tree.entries_of(tree.entries_of(above).at("b")).at("y")));
}

TEST(ImageTreeMerge, NamesThatLeadElsewhereAreRefused) {
  for (const std::string& path :
       {std::string("../x"), std::string("a/../x"), std::string("a\0b", 3), std::string(5000, 'x'),
        std::string(256, 'x')}) {
    Layers layers;
    layers.file(path);
    EXPECT_NE(layers.refusal(), "") << path;
    EXPECT_EQ(layers.shown(), "") << path;
  }
  EXPECT_NE(Layers().link("a", "b").link("b", "a").file("a/x").refusal(), "");
  EXPECT_NE(Layers().further_name("x", "missing").refusal(), "");
  EXPECT_NE(Layers().directory("d").further_name("x", "d").refusal(), "");
  EXPECT_NE(Layers().link("a", std::string(300, 'x')).file("a/x").refusal(), "");
}

TEST(ImageTreeMerge, MoreEntriesThanTheLimitAreRefused) {
  ImageTree tree(false);
  Entry entry;
  entry.path = "x";
  entry.mode = S_IFREG;
  for (std::size_t i = 0; i < kMostEntries; ++i) ASSERT_TRUE(tree.add(entry).ok());
  EXPECT_EQ(tree.add(entry).error().message, "is damaged: it has more than 400000 entries");
}

}  // namespace
}  // namespace pkgmap::image
