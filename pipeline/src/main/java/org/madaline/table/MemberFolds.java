package org.madaline.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.formats.FormatException;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.layer.Committee;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.layer.Sequential;
import org.madaline.model.Model;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// A committee of which each member learns all rows but one fold, so that no row is lost to the training and each has an answer
/// of a member that has not seen it: by these the best epoch is chosen. For tables of few rows, of which a validation part would
/// be chance.
///
/// ```java
/// RealMlp recipe = RealMlp.of(rows);
/// MemberFolds folds = MemberFolds.of(recipe.network(rows), rows, SplitBy.CHANCE, 0);
/// Model model = folds.model(folds.trainer(recipe, 1).fit(folds.examples()).model());
/// ```
///
/// All members are trained at once, in one network that takes x and the number of the row's fold.
public final class MemberFolds {
    /// Of fewer members each would lack more of the rows than a validation part takes.
    public static final int FEWEST = 5;

    private final Network committee;
    private final TableData rows;
    private final int[] folds;
    private final int[] held;

    private MemberFolds(Network committee, TableData rows, int[] folds, int[] held) {
        this.committee = committee;
        this.rows = rows;
        this.folds = folds;
        this.held = held;
    }

    /// Deals the rows to as many folds as the committee has members.
    ///
    /// @param network its first layer is the committee, as that of [RealMlp#network]
    /// @param rows that are trained on
    /// @param by which rows go together; by time there are no folds
    /// @param seed of what is left to chance
    /// @return each row in one fold
    /// @throws FormatException if there is no such column
    /// @throws IllegalArgumentException if the network is no committee, or there are fewer rows or groups than members
    public static MemberFolds of(Network network, TableData rows, SplitBy by, long seed) throws FormatException {
        Map<Integer, Integer> places = new HashMap<>();
        int[] own = rows.rows();
        for (int i = 0; i < own.length; i++) {
            places.put(own[i], i);
        }
        List<Split> splits = splits(committee(network).members().size(), rows, by, seed);
        int[] folds = IntStream.range(0, own.length).map(i -> i % splits.size()).toArray();
        boolean[] held = new boolean[own.length];
        for (int k = 0; k < splits.size(); k++) {
            for (int row : ((TableData) splits.get(k).test()).rows()) {
                folds[places.get(row)] = k;
                held[places.get(row)] = true;
            }
        }
        return new MemberFolds(network, rows, folds, IntStream.range(0, own.length).filter(i -> held[i]).toArray());
    }

    /// Whether the rows can be dealt to the members of a committee.
    ///
    /// @param members how many
    /// @param rows that are trained on
    /// @param by which rows go together
    /// @return false of few members, where times decide, and of too few rows or groups
    /// @throws FormatException if there is no such column
    public static boolean suit(int members, TableData rows, SplitBy by) throws FormatException {
        if (members < FEWEST || by instanceof SplitBy.ByTime || rows.size() < 2 * members) {
            return false;
        }
        try {
            return !splits(members, rows, by, 0).isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static List<Split> splits(int members, TableData rows, SplitBy by, long seed) throws FormatException {
        if (by instanceof SplitBy.ByTime) {
            throw new IllegalArgumentException("what is held back by time is later than all that is learnt: there are no folds");
        }
        return by.folds(rows, members, seed);
    }

    private static Committee committee(Network network) {
        if (network.layer() instanceof Sequential(var layers) && layers.getFirst() instanceof Committee committee) {
            return committee;
        }
        throw new IllegalArgumentException("folds are left out by the members of a committee, which this network is not");
    }

    /// {@return the network that answers}
    public Network committee() {
        return committee;
    }

    /// {@return the rows that are trained on}
    public TableData rows() {
        return rows;
    }

    /// {@return the rows as the network in training takes them: x, then the number of the fold}
    public Dataset examples() {
        return new Numbered(rows, folds);
    }

    /// {@return those rows of any examples that a member holds back: all but those of classes with a single row}
    ///
    /// @param all [#rows], or [#examples], or what is made of them row by row
    public Dataset heldBack(Dataset all) {
        return all.subset(held);
    }

    /// {@return the network that is trained: each row by all members but that of its fold; in inference it answers by that one}
    public Network network() {
        Sequential all = (Sequential) committee.layer();
        return new Network(Shape.of(committee.input().size() + 1),
                new Apart(committee(committee), all.layers().subList(1, all.layers().size()), committee.input().size()));
    }

    /// What trains [#network] on [#examples] and chooses the epoch by the rows that are held back.
    ///
    /// @param recipe of the committee
    /// @param seed   of all random choices
    /// @return the trainer
    public Trainer trainer(TableNetwork recipe, long seed) {
        Trainer whole = recipe.trainer(rows, Optional.of(heldBack(examples())), committee, seed);
        return new Trainer(network(), whole.loss(), whole.updates(), whole.course(), whole.start(), whole.watch(), whole.engine(),
                whole.threads());
    }

    /// {@return the committee with the weights of the network that was trained}
    ///
    /// @param trained as the training of [#examples] returns it
    public Model model(Model trained) {
        return new Model(committee, trained.tensors(), trained.task(), rows.preparation(), trained.metadata());
    }

    /// {@return the answers for the examples that are held back, in their order, each of the member that has not seen it}
    ///
    /// @param model of the committee
    public double[][] outOfFold(Model model) {
        Dataset examples = heldBack(examples());
        float[] z = new Model(network(), model.tensors(), model.task(), Optional.empty(), Map.of()).evaluate(examples, null).outputs().toArray();
        int width = z.length / examples.size();
        double[][] outputs = new double[examples.size()][width];
        for (int i = 0; i < z.length; i++) {
            outputs[i / width][i % width] = z[i];
        }
        return outputs;
    }

    /// The committee, and what follows it, on x and the number of a fold.
    private record Apart(Committee committee, List<Layer> rest, int inputs) implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            int count = committee.members().size();
            Node fold = x.narrow(1, inputs, inputs + 1);
            Node own = x.narrow(1, 0, inputs);
            List<Node> answers = g.scope("0", () -> IntStream.range(0, count)
                    .mapToObj(k -> committee.members().get(k).at(g, Integer.toString(k), own)).toList());
            List<Node> is = IntStream.range(0, count).mapToObj(k -> fold.minus(k).abs().greater(0.5).negative().plus(1)).toList();
            if (g.mode() == Mode.INFERENCE) {
                return rest(g, ofMember(0, answers, is));
            }
            // Each row is learnt once by each of the other members.
            IntStream.range(2, count).forEach(i -> g.auxiliary(ofMember(i, answers, is), 1));
            return rest(g, ofMember(1, answers, is));
        }

        /// The answer to each row of the i-th member after that which holds it back.
        private static Node ofMember(int i, List<Node> answers, List<Node> is) {
            return IntStream.range(0, answers.size())
                    .mapToObj(k -> answers.get(k).times(is.get(Math.floorMod(k - i, answers.size()))))
                    .reduce(Node::plus)
                    .orElseThrow();
        }

        private Node rest(Graph g, Node x) {
            Node answer = x;
            for (int i = 0; i < rest.size(); i++) {
                answer = rest.get(i).at(g, Integer.toString(i + 1), answer);
            }
            return answer;
        }
    }

    /// Rows with the numbers of their folds.
    private record Numbered(TableData rows, int... folds) implements Dataset {
        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public Shape inputShape() {
            return Shape.of(rows.inputShape().size() + 1);
        }

        @Override
        public Shape targetShape() {
            return rows.targetShape();
        }

        @Override
        public List<String> classNames() {
            return rows.classNames();
        }

        @Override
        public Optional<Task<?>> task() {
            return rows.task();
        }

        @Override
        public boolean weighted() {
            return rows.weighted();
        }

        @Override
        public float weight(int index) {
            return rows.weight(index);
        }

        @Override
        public int[] labels() {
            return rows.labels();
        }

        @Override
        public String name(int index) {
            return rows.name(index);
        }

        @Override
        public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
            rows.read(index, x, xOffset, y, yOffset);
            x[xOffset + rows.inputShape().size()] = folds[index];
        }
    }
}
