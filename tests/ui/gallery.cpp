// ui_gallery OUTDIR [SCENE…]: draws the scenes at the sizes that matter, dark and light, as PNG files.
#include "tests/ui/gallery.h"

#include "tests/ui/offscreen.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

using namespace kiosk::ui;
using namespace kiosk::ui::test;

int main(int count, char** words) {
    if (count < 2) {
        std::fprintf(stderr, "usage: ui_gallery OUTDIR [SCENE…]\n");
        return 2;
    }
    const std::filesystem::path out = words[1];
    const std::vector<std::string_view> wanted(words + 2, words + count);
    std::filesystem::create_directories(out);
    struct Size {
        int w, h;
    };
    for (const Size size : {Size{1920, 1080}, Size{1366, 768}, Size{1024, 768}, Size{3840, 2160}})
        for (const Scheme scheme : {Scheme::dark, Scheme::light}) {
            std::string error;
            auto stage = Offscreen::make(size.w, size.h, stage_options(size.h, scheme), error);
            if (!stage) {
                std::fprintf(stderr, "%s\n", error.c_str());
                return 1;
            }
            for (const Scene& scene : scenes()) {
                if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), scene.name) == wanted.end())
                    continue;
                const std::string name = std::string(scene.name) + "-" + std::to_string(size.w) + "x" + std::to_string(size.h) +
                                         (scheme == Scheme::dark ? "-dark.png" : "-light.png");
                stage->draw(scene.draw, 3.2);
                const Picture picture = stage->draw(scene.draw, 3.2); // the glyphs are there now: what a frame costs
                if (!picture.save((out / name).string()))
                    return 1;
                const FrameCost& cost = stage->cost();
                std::printf("%-34s %2d draw calls %6d vertices %6.2f ms to build %7.2f ms to render\n", name.c_str(),
                            cost.draw_calls, cost.vertices, cost.build_ms, cost.render_ms);
            }
        }
    return 0;
}
