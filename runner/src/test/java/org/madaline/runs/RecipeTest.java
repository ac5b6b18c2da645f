package org.madaline.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTest {
    private static Recipe of(String data, String model) {
        return Recipe.of(data, model, List.of(100, 50), false);
    }

    @Test
    void aNetworkWithSettingsOfItsOwnHasThemOnSmallPicturesOnly() {
        assertThat(of("fashion-mnist", "small_resnet")).isNotEqualTo(Recipe.USUAL);
        assertThat(of("fashion-mnist", "small_resnet").epochs()).isGreaterThan(of("mnist", "small_resnet").epochs());
        assertThat(of("mnist", "lenet5").schedule()).isEqualTo("cosine");
        assertThat(of("./photos", "small_resnet")).isEqualTo(Recipe.USUAL);
    }

    @Test
    void anotherOptimizerComesWithItsUsualRate() {
        Recipe own = of("mnist", "small_resnet");
        assertThat(own.with(null)).isEqualTo(own);
        assertThat(own.with(own.optimizer())).isEqualTo(own);
        Recipe adam = own.with("adam");
        assertThat(adam.optimizer()).isEqualTo("adam");
        assertThat(adam.lr()).isEqualTo(Recipe.USUAL.lr()).isNotEqualTo(own.lr());
        assertThat(adam.schedule()).isEqualTo(Recipe.USUAL.schedule());
        assertThat(adam.epochs()).isEqualTo(own.epochs());
    }
}
