package dev.covet.optimizer.settings;

import java.io.File;

/** Reads the settings as premain does; with the argument "nothing" only starts, for comparison. */
final class StartMain {
    private StartMain() {}

    public static void main(String[] arguments) {
        if (arguments[0].equals("nothing")) {
            return;
        }
        SettingsWatch watch =
                SettingsWatch.open(Keys.CATALOGUE, SettingInputs.ofThisProcess(arguments[0]), new File("covet.off"));
        watch.start();
        boolean sound = watch.settings().get(Keys.MODE) == Mode.ON
                && watch.settings().problems().size() == 1
                && !watch.settings().problems().get(0).message().isEmpty();
        if (!sound) {
            throw new IllegalStateException(watch.settings().problems().toString());
        }
    }
}
