package org.madaline.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.madaline.data.Dataset;

class SampleTest {
    @Test
    void iris() {
        Sample iris = Sample.iris();
        assertThat(iris.featureNames())
                .containsExactly("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)");
        assertThat(iris.x()[0]).containsExactly(5.1, 3.5, 1.4, 0.2);
        Dataset dataset = iris.dataset();
        assertThat(dataset.classCounts()).containsExactly(50, 50, 50);
        assertThat(dataset.classNames()).containsExactly("setosa", "versicolor", "virginica");
    }

    @Test
    void breastCancer() {
        Sample sample = Sample.breastCancer();
        assertThat(sample.featureNames()).hasSize(30).startsWith("mean radius");
        assertThat(sample.x()[0]).startsWith(17.99, 10.38, 122.8);
        assertThat(sample.dataset().classCounts()).containsExactly(212, 357);
    }
}
