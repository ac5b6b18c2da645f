package org.madaline.bench;

import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BatchNorm1dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The book's network of example 3.3.1 in LibTorch: 784-100-50-10, batch normalization, ReLU, dropout.
final class TorchNetwork extends Module {
    private final LinearImpl dense1 = register_module("0", new LinearImpl(784, 100));
    private final BatchNorm1dImpl norm1 = register_module("1", new BatchNorm1dImpl(new BatchNormOptions(100)));
    private final LinearImpl dense2 = register_module("4", new LinearImpl(100, 50));
    private final BatchNorm1dImpl norm2 = register_module("5", new BatchNorm1dImpl(new BatchNormOptions(50)));
    private final LinearImpl dense3 = register_module("8", new LinearImpl(50, 10));
    private final double dropout;

    TorchNetwork(double dropout) {
        this.dropout = dropout;
    }

    Tensor forward(Tensor x) {
        Tensor a = torch.relu(norm1.forward(dense1.forward(x)));
        a = dropout > 0 ? torch.dropout(a, dropout, is_training()) : a;
        a = torch.relu(norm2.forward(dense2.forward(a)));
        a = dropout > 0 ? torch.dropout(a, dropout, is_training()) : a;
        return dense3.forward(a);
    }

    Adam adam(double rate) {
        return new Adam(parameters(), new AdamOptions(rate));
    }
}
