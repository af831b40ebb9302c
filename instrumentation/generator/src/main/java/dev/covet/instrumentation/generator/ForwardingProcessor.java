package dev.covet.instrumentation.generator;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Writes one class for each {@link Forwarding}. */
@SupportedAnnotationTypes("dev.covet.instrumentation.generator.Forwarding")
public final class ForwardingProcessor extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element element : round.getElementsAnnotatedWith(Forwarding.class)) {
            write((TypeElement) element);
        }
        return false;
    }

    private void write(TypeElement annotated) {
        ForwardingRequest request = ForwardingRequest.of(annotated, processingEnv);
        try (Writer writer = processingEnv
                .getFiler()
                .createSourceFile(request.packageName() + "." + request.name(), annotated)
                .openWriter()) {
            writer.write(new ForwardingSource(request, processingEnv).text());
        } catch (IOException failure) {
            processingEnv
                    .getMessager()
                    .printMessage(Diagnostic.Kind.ERROR, "Cannot write " + request.name() + ": " + failure, annotated);
        }
    }
}
